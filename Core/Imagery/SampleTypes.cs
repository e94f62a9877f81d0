namespace RedKube.Core.Imagery;

/// <summary>What follows from a <see cref="SampleType"/>.</summary>
public static class SampleTypes
{
    /// <summary>Bytes of one sample.</summary>
    /// <param name="type">The type.</param>
    public static int Bytes(this SampleType type) => type switch
    {
        SampleType.Byte => 1,
        SampleType.UInt16 or SampleType.Int16 => 2,
        _ => 4,
    };
}
