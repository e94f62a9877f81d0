namespace RedKube.Cli.Sample;

/// <summary>When a part is drawn, in order.</summary>
internal enum PartLayer
{
    /// <summary>Roads, aprons, fields: on land only.</summary>
    Ground,

    /// <summary>Wakes, foam, reefs: on water only.</summary>
    Water,

    /// <summary>Takes light away from what is below.</summary>
    Shadow,

    /// <summary>What stands on ground or water.</summary>
    Body,
}
