namespace RedKube.Bench.Dashboard;

/// <summary>How this program is started again.</summary>
internal static class Self
{
    // Started as `dotnet bench.dll` the process is dotnet; started as the program itself it needs no more words.
    public static string[] Words() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
}
