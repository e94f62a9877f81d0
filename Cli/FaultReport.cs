using System.Runtime.InteropServices;
using RedKube.Cli.Terminal;

namespace RedKube.Cli;

/// <summary>Says that something went wrong which is nobody's fault but RedKube's, and how to report it.</summary>
internal static class FaultReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="console">Where messages go.</param>
    /// <param name="fault">What was thrown.</param>
    public static void Write(CliConsole console, Exception fault)
    {
        console.Say($"error RK9001: {fault.GetType().Name}: {fault.Message}");
        console.Say("This is a fault of RedKube, not of what you gave it. Please report it with the line above, the command, and what");
        console.Say($"REDKUBE_DEBUG=1 prints in addition: redkube {CommandLine.Version}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}.");
        console.Say("What had been done is kept: the same command goes on from there.");
        if (console.Environment("REDKUBE_DEBUG") is not null)
        {
            console.Say(fault.ToString());
        }
    }
}
