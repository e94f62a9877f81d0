using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using RedKube.Core.Errors;
using ErrorCode = RedKube.Core.Errors.ErrorCode;

namespace RedKube.Adapters.Onnx;

/// <summary>
/// ONNX Runtime's process-wide environment. Releases from 1.29 on send usage data to their maker unless ORT_DISABLE_TELEMETRY is in the process's own
/// environment before the first call; .NET's SetEnvironmentVariable does not reach native code, so libc's setenv is called. Safe for any thread.
/// </summary>
public static partial class OnnxEnvironment
{
    private const string Switch = "ORT_DISABLE_TELEMETRY";

    private static readonly Lazy<string> Ready = new(Start);

    /// <summary>Switches telemetry off and starts the runtime; later calls do nothing.</summary>
    /// <returns>The runtime's name and version, for example "onnxruntime 1.31.0".</returns>
    /// <exception cref="RedKubeException">RK9001 where telemetry cannot be switched off, RK3002 where the native library is not there.</exception>
    public static string Initialize() => Ready.Value;

    private static string Start()
    {
        DisableTelemetry();
        try
        {
            // Failures come as exceptions with the same text; the log would only repeat them on the user's screen.
            var options = new EnvironmentCreationOptions { logId = "redkube", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            var environment = OrtEnv.IsCreated ? OrtEnv.Instance() : OrtEnv.CreateInstanceWithOptions(ref options);
            return $"onnxruntime {environment.GetVersionString()}";
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw new RedKubeException(
                ErrorCode.ModelUnreadable, $"ONNX Runtime's native library does not load ({e.GetBaseException().Message}). Build again with ./redkube.", e);
        }
    }

    private static void DisableTelemetry()
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(Switch, "1");
            return;
        }

        if (SetEnv(Switch, "1", 1) != 0 || Marshal.PtrToStringUTF8(GetEnv(Switch)) != "1")
        {
            throw new RedKubeException(ErrorCode.Bug, $"{Switch} cannot be set, so ONNX Runtime is not started. Set {Switch}=1 before the start.");
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnv(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetEnv(string name);
}
