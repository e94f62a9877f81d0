namespace RedKube.Cli.Sample;

/// <summary>What an item is: one of the classes to be found, or clutter.</summary>
internal enum ItemKind
{
    Ship,
    Aircraft,
    Tank,
    Clutter,
}
