using RedKube.Cli;
using RedKube.Cli.Terminal;

var console = CliConsole.OfProcess();
using var stop = new StopSignal(console.Say);
stop.Listen();
return await CommandLine.RunAsync(args, console, stop);
