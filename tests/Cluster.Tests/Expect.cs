namespace RedKube.Cluster.Tests;

/// <summary>Says what does not hold; for tests and for the benchmark that shares their code.</summary>
internal static class Expect
{
    /// <summary>Throws where something does not hold.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="otherwise">What it means where it does not.</param>
    public static void That(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
