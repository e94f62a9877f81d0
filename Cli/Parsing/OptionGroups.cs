namespace RedKube.Cli.Parsing;

/// <summary>The headings under which options stand in the help, in this order.</summary>
internal static class OptionGroups
{
    public const string Required = "What is needed";
    public const string Tiles = "Tiles and detection";
    public const string Merging = "Objects that several tiles see";
    public const string Area = "A part of the image only";
    public const string Pixels = "Pixels";
    public const string Place = "Place on the map (images with RPCs)";
    public const string Machine = "Machine";
    public const string Output = "Output";
    public const string Job = "Stopping, going on, starting afresh";
    public const string Scene = "The scene";
    public const string Scoring = "Scoring";
    public const string Cluster = "The cluster";
    public const string Safety = "Who may do what";
    public const string General = "General";

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<string> All { get; } = [Required, Cluster, Safety, Scene, Scoring, Tiles, Merging, Area, Pixels, Place, Machine, Output, Job, General];
}
