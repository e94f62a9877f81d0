namespace RedKube.Core.Imagery;

/// <summary>The type of one sample (one band of one pixel), as it is held in memory.</summary>
public enum SampleType
{
    /// <summary>8 bits, unsigned.</summary>
    Byte,

    /// <summary>16 bits, unsigned.</summary>
    UInt16,

    /// <summary>16 bits, signed.</summary>
    Int16,

    /// <summary>32-bit floating point; wider types of the file are read as this.</summary>
    Float32,
}
