using System.Runtime.InteropServices;
using RedKube.Cli.Terminal;
using RedKube.Core.Errors;

namespace RedKube.Cli;

/// <summary>Explains an error; one that is nobody's fault but RedKube's with how to report it.</summary>
internal static class FaultReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="console">Where messages go.</param>
    /// <param name="fault">What was thrown.</param>
    public static void Write(CliConsole console, Exception fault)
    {
        if (fault is RedKubeException known && known.Code != ErrorCode.Bug)
        {
            console.Error(known);
            return;
        }

        console.Say(fault is RedKubeException ? $"error RK9001: {fault.Message}" : $"error RK9001: {fault.GetType().Name}: {fault.Message}");
        console.Say("This is a fault of RedKube, not of what you gave it. Please report it with the line above, the command, and what");
        console.Say($"REDKUBE_DEBUG=1 prints in addition: redkube {CommandLine.Version}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}.");
        console.Say("What had been done is kept: the same command goes on from there.");
        if (console.Environment("REDKUBE_DEBUG") is not null)
        {
            console.Say(fault.ToString());
        }
    }
}
