using System.CommandLine;
using System.CommandLine.Help;
using System.Reflection;
using RedKube.Cli.Commands;
using RedKube.Cli.Help;
using RedKube.Cli.Parsing;
using RedKube.Cli.Terminal;
using RedKube.Core.Errors;

namespace RedKube.Cli;

/// <summary>The command line as a whole: its commands, and what becomes of a call.</summary>
internal static class CommandLine
{
    /// <summary>Lines that can be copied, for the first page of the help.</summary>
    public static IReadOnlyList<HelpExample> Examples { get; } =
    [
        new("redkube demo", "see it work: makes a scene, finds the objects in it, draws them"),
        new("redkube detect image.tif --model model.onnx --output detections.geojson", "find objects in your own image"),
        new("redkube plan image.tif --model model.onnx", "ask beforehand what that would take"),
        new("redkube info image.tif", "look at an image or a model"),
    ];

    /// <summary>The program's version.</summary>
    public static string Version { get; } =
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>Makes all commands.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("RedKube finds objects in satellite images of any size, with your ONNX model, on this machine or on a cluster.")
        {
            new DemoCommand(),
            new DetectCommand(),
            new PlanCommand(),
            new InfoCommand(),
            new SampleCommand(),
            new ScoreCommand(),
            new ServeCommand(),
            new WatchCommand(),
            new SubmitCommand(),
            new JobsCommand(),
            new DeadLettersCommand(),
            StageCommand.Tiler(),
            StageCommand.Worker(),
            StageCommand.Aggregator(),
        };
        foreach (var action in JobActionCommand.All())
        {
            root.Add(action);
        }

        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new TeachingHelp();
                help.Description = "Shows this page.";
                help.Aliases.Remove("/h");
                help.Aliases.Remove("/?");
            }
            else if (option is VersionOption version)
            {
                version.Description = "Shows the version.";
            }
        }

        return root;
    }

    /// <summary>The words that call a command: redkube sample scene.</summary>
    /// <param name="command">The command.</param>
    public static string PathOf(Command command) =>
        command is RootCommand || command.Parents.OfType<Command>().FirstOrDefault() is not { } parent ? "redkube" : $"{PathOf(parent)} {command.Name}";

    /// <summary>Runs a command line and explains what goes wrong.</summary>
    /// <param name="args">The words after the program's name.</param>
    /// <param name="console">Where results and messages go.</param>
    /// <param name="stop">Set by the first SIGINT or SIGTERM.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliConsole console, StopSignal stop)
    {
        try
        {
            return await InvokeAsync(args, console, stop.Token);
        }
        catch (UsageException usage)
        {
            foreach (var fault in usage.Faults)
            {
                console.Error(fault);
            }

            return ExitCodes.Usage;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            console.Say(StopSignal.Farewell);
            return stop.ExitCode;
        }
        catch (Exception fault)
        {
            FaultReport.Write(console, fault);
            return fault is RedKubeException known ? ExitCodes.Of(known.Code) : ExitCodes.Failed;
        }
    }

    private static Task<int> InvokeAsync(IReadOnlyList<string> args, CliConsole console, CancellationToken cancellation)
    {
        var root = Create();
        var parse = root.Parse(args);
        if (args.Count == 0 || (parse.Action is TeachingHelp && parse.UnmatchedTokens.Count == 0) || (parse.CommandResult.Command.Subcommands.Count > 0 && parse.Errors.Count == 1 && parse.UnmatchedTokens.Count == 0 && !IsVersion(parse)))
        {
            console.Output.Write(HelpPage.Of(parse.CommandResult.Command));
            return Task.FromResult(ExitCodes.Done);
        }

        if (IsVersion(parse))
        {
            console.Output.WriteLine($"redkube {Version}");
            return Task.FromResult(ExitCodes.Done);
        }

        if (parse.CommandResult.Command is CliCommand command)
        {
            return command.RunAsync(parse, console, cancellation);
        }

        // Completion for shells ([suggest]) and words that are no command.
        if (parse.Errors.Count == 0 && parse.Action is not TeachingHelp)
        {
            return Task.FromResult(parse.Invoke(new InvocationConfiguration { Output = console.Output, EnableDefaultExceptionHandler = false }));
        }

        var faults = new Faults();
        UsageCheck.Check(parse, faults);
        throw new UsageException(faults.Messages);
    }

    private static bool IsVersion(ParseResult parse) =>
        parse.RootCommandResult.Command.Options.OfType<VersionOption>().Any(o => parse.GetResult(o) is { Implicit: false });
}
