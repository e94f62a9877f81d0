namespace RedKube.Worker.Pipeline;

/// <summary>Where a tile stands.</summary>
internal enum TileState
{
    /// <summary>Some of its pixels are not read yet.</summary>
    Waiting,

    /// <summary>All its pixels are held.</summary>
    Ready,

    /// <summary>A lane has it.</summary>
    Taken,

    /// <summary>Its pixels are no longer needed.</summary>
    Left,
}
