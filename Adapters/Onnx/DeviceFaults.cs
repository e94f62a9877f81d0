using System.Text.RegularExpressions;

namespace RedKube.Adapters.Onnx;

/// <summary>
/// Says in plain words why a device does not work. ONNX Runtime's own words come in the forms
/// <code>
/// [ErrorCode:Fail] /…/provider_bridge_ort.cc:1080 … : FAIL : Failed to load library libonnxruntime_providers_cuda.so with error: libcublasLt.so.12: cannot open shared object file: No such file or directory
/// [ErrorCode:Fail] CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version ; GPU=-1 ; hostname=… ; file=… ; line=… ; expr=…
/// [ErrorCode:InvalidArgument] CUDA execution provider is not enabled in this build.
/// </code>
/// </summary>
internal static partial class DeviceFaults
{
    /// <summary>The cause as the end of a sentence, without its full stop.</summary>
    /// <param name="fault">What opening the device threw.</param>
    public static string Explain(Exception fault)
    {
        if (fault is EntryPointNotFoundException || fault.Message.Contains("is not enabled in this build", StringComparison.OrdinalIgnoreCase))
        {
            return "this build of ONNX Runtime has no support for it";
        }

        if (MissingLibrary().Match(fault.Message) is { Success: true } missing)
        {
            var name = missing.Groups["name"].Value;
            return name.StartsWith("libonnxruntime_providers", StringComparison.Ordinal)
                ? $"ONNX Runtime's library for it, {name}, is not beside the program"
                : $"the library {name}, which ONNX Runtime needs for it, is not on this machine";
        }

        if (CudaFailure().Match(fault.Message) is { Success: true } failure)
        {
            return failure.Groups["number"].Value switch
            {
                "35" => "the NVIDIA driver is missing or older than this CUDA needs",
                "100" => "there is no NVIDIA GPU that this process may use",
                "2" => "the GPU has not enough free memory",
                _ => $"the driver answers: {failure.Groups["text"].Value.Trim()} (CUDA error {failure.Groups["number"].Value})",
            };
        }

        return $"ONNX Runtime answers: {FirstLine(fault).TrimEnd('.')}";
    }

    /// <summary>What ONNX Runtime says, without the place in its sources and its own codes before it.</summary>
    /// <param name="fault">What it threw.</param>
    public static string FirstLine(Exception fault)
    {
        var line = fault.Message.Split('\n')[0].Trim();
        foreach (var mark in new[] { " : FAIL : ", " with error: " })
        {
            var at = line.LastIndexOf(mark, StringComparison.Ordinal);
            line = at < 0 ? line : line[(at + mark.Length)..];
        }

        return line;
    }

    [GeneratedRegex(@"(?<name>lib[^\s:/]+\.so[\d.]*): cannot open shared object file", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MissingLibrary();

    [GeneratedRegex(@"(?:CUDA failure|CUDA error) (?<number>\d+): (?<text>[^;]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CudaFailure();
}
