using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using RedKube.Adapters.Gdal;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.ServiceDefaults;

namespace RedKube.Dashboard.Models;

/// <summary>
/// A process of its own for what somebody else's model does: it may take only so much memory, it can be ended at any point, and if it dies, nothing else does. The
/// dashboard's own program, started with <see cref="Argument"/>, reads a task from its input and writes an answer.
/// </summary>
internal static partial class TrialProcess
{
    /// <summary>Tells the program that it is such a process.</summary>
    public const string Argument = "try-a-model";

    // Of getrlimit: private memory that can be written.
    private const int Data = 2;
    private const string LimitVariable = "REDKUBE_TRIAL_BYTES";

    // Somebody else's model may make the runtime say much; the end tells why it stopped.
    private const int MostSaid = 2000;

    private static readonly JsonSerializerOptions Json = new(JobJson.Options) { WriteIndented = false };

    /// <summary>Starts one and waits for its answer.</summary>
    /// <param name="task">What it is to do.</param>
    /// <param name="mostBytes">Memory that it may take.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its answer; one that is out of memory where it died without another.</returns>
    public static async Task<TrialAnswer> RunAsync(TrialTask task, long mostBytes, CancellationToken cancellation)
    {
        using var process = Process.Start(StartInfo(mostBytes)) ?? throw new RedKubeException(ErrorCode.InferenceFailed, "The process in which models are tried does not start.");
        try
        {
            var said = process.StandardOutput.ReadToEndAsync(cancellation);
            var warned = process.StandardError.ReadToEndAsync(cancellation);
            await SendAsync(process, task, cancellation);
            await process.WaitForExitAsync(cancellation);
            var answer = process.ExitCode == 0 ? JsonSerializer.Deserialize<TrialAnswer>(await said, Json)! : new TrialAnswer { IsOutOfMemory = true };
            return answer with { Said = End(await warned) };
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>What such a process does.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> MainAsync()
    {
        Limit(long.Parse(Environment.GetEnvironmentVariable(LimitVariable) ?? throw new RedKubeException(ErrorCode.Bug, $"{LimitVariable} is not set.")));
        var task = (await JsonSerializer.DeserializeAsync<TrialTask>(Console.OpenStandardInput(), Json))!;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddRedKubeParts();
        GdalHardening.Apply();
        using var host = builder.Build();
        var services = host.Services;
        var answer = await AnswerAsync(new TrialRunner(services.GetRequiredService<IDetectorFactory>(), services.GetRequiredService<IRasterSource>(), TimeProvider.System), task);
        await JsonSerializer.SerializeAsync(Console.OpenStandardOutput(), answer, Json);
        return 0;
    }

    private static async Task<TrialAnswer> AnswerAsync(TrialRunner runner, TrialTask task)
    {
        try
        {
            return await runner.RunAsync(task);
        }
        catch (RedKubeException e)
        {
            return new TrialAnswer { Code = e.Code, Message = e.Message, IsOutOfMemory = IsOutOfMemory(e.Message) };
        }
        catch (OutOfMemoryException)
        {
            return new TrialAnswer { IsOutOfMemory = true };
        }
    }

    // In the words of ONNX Runtime's arena and of the C++ library below it.
    private static bool IsOutOfMemory(string message) =>
        message.Contains("Failed to allocate memory", StringComparison.Ordinal) || message.Contains("bad_alloc", StringComparison.Ordinal) || message.Contains("bad allocation", StringComparison.Ordinal);

    private static string End(string said)
    {
        said = said.Trim();
        return said.Length <= MostSaid ? said : "… " + said[^MostSaid..];
    }

    private static async Task SendAsync(Process process, TrialTask task, CancellationToken cancellation)
    {
        try
        {
            await JsonSerializer.SerializeAsync(process.StandardInput.BaseStream, task, Json, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It died before it had read its task: its exit code tells.
        }
    }

    private static ProcessStartInfo StartInfo(long mostBytes)
    {
        // The host beside the runtime that runs this program; there may be no shell and nothing on the PATH.
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var info = new ProcessStartInfo(host, [typeof(TrialProcess).Assembly.Location, Argument])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        info.Environment[LimitVariable] = mostBytes.ToString();
        info.Environment["DOTNET_gcServer"] = "0";
        info.Environment["DOTNET_TieredPGO"] = "0";
        return info;
    }

    // From here on, memory beyond the limit is refused, which ONNX Runtime tells as a failure of the model; on Windows only time is limited.
    private static void Limit(long bytes)
    {
        if (OperatingSystem.IsLinux() && SetLimit(Data, new ResourceLimit((nuint)bytes, (nuint)bytes)) != 0)
        {
            throw new RedKubeException(ErrorCode.Bug, $"The memory of this process cannot be limited to {bytes:N0} bytes: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in ResourceLimit limit);

    private readonly record struct ResourceLimit(nuint Soft, nuint Hard);
}
