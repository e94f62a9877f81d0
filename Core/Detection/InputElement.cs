namespace RedKube.Core.Detections;

/// <summary>Element type of a model's input tensor.</summary>
public enum InputElement
{
    /// <summary>float32.</summary>
    Float32,

    /// <summary>float16.</summary>
    Float16,

    /// <summary>uint8.</summary>
    UInt8,
}
