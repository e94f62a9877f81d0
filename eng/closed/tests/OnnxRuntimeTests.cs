using Microsoft.ML.OnnxRuntime;

namespace RedKube.Closed.Tests;

public sealed class OnnxRuntimeTests
{
    // ir_version 8, opset 13, y = Identity(x), x and y float[2].
    private const string IdentityModel = "CAg6NwoQCgF4EgF5IghJZGVudGl0eRIBZ1oPCgF4EgoKCAgBEgQKAggCYg8KAXkSCgoICAESBAoCCAJCBAoAEA0=";

    [Fact]
    public void Version_OfNativeLibrary_IsThatOfManagedSources() => Assert.StartsWith("1.29.", OrtEnv.Instance().GetVersionString(), StringComparison.Ordinal);

    [Fact]
    public void GetAvailableProviders_GpuLibrary_ListsCudaAndCpu()
    {
        var providers = OrtEnv.Instance().GetAvailableProviders();

        Assert.Contains("CPUExecutionProvider", providers);
        Assert.Contains("CUDAExecutionProvider", providers);
    }

    [Fact]
    public void Run_IdentityModel_GivesItsInput()
    {
        using var session = new InferenceSession(Convert.FromBase64String(IdentityModel));
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(new[] { 1.5f, -2f }, [2]);

        using var output = session.Run(options, ["x"], [input], ["y"]);

        Assert.Equal([1.5f, -2f], output[0].GetTensorDataAsSpan<float>().ToArray());
    }
}
