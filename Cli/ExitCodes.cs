using RedKube.Core.Errors;

namespace RedKube.Cli;

/// <summary>What the program says to the shell.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Anything that is not one of the others: the output cannot be written, no space, a device or server that is not there, a fault of RedKube.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>An image, a model, an option's value or an output of another job cannot be used.</summary>
    public const int BadInput = 3;

    /// <summary>Done in part; what is missing is listed.</summary>
    public const int Partial = 4;

    /// <summary>Stopped by SIGINT; the same command goes on.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM; the same command goes on.</summary>
    public const int Terminated = 143;

    /// <summary>The exit code that an error stands for.</summary>
    /// <param name="code">The error's code.</param>
    public static int Of(ErrorCode code) => code switch
    {
        ErrorCode.OptionOutOfRange or ErrorCode.OptionsConflict or ErrorCode.FormatUnknown => Usage,
        ErrorCode.DeviceNotThere => Failed,
        _ => code.Kind() is FailureKind.BadInput or FailureKind.Unsupported ? BadInput : Failed,
    };

    /// <summary>The exit code of several jobs: the first of 1, 3, 4, 0 that occurred; an interruption goes before all.</summary>
    /// <param name="codes">One for each job.</param>
    public static int Worst(IReadOnlyCollection<int> codes) =>
        new[] { Interrupted, Terminated, Failed, Usage, BadInput, Partial }.FirstOrDefault(codes.Contains, Done);
}
