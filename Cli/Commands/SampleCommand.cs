using System.CommandLine;

namespace RedKube.Cli.Commands;

/// <summary>`redkube sample`: what it makes is said by the commands below it.</summary>
internal sealed class SampleCommand : Command
{
    /// <summary>Makes the command.</summary>
    public SampleCommand()
        : base("sample", "Makes data to try things with.") => Add(new SampleSceneCommand());
}
