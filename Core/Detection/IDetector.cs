namespace RedKube.Core.Detections;

/// <summary>
/// A model that is ready to run, on this machine or behind an address. Safe for any number of threads; what one thread needs is in its lane.
/// </summary>
public interface IDetector : IDisposable
{
    /// <summary>The model.</summary>
    ModelRef Model { get; }

    /// <summary>What made the results, so that runs can be told apart: runtime and version, provider, device; for example "onnxruntime 1.31.0, CPU".</summary>
    string Runtime { get; }

    /// <summary>Why this device was chosen, for people.</summary>
    string DeviceChoice { get; }

    /// <summary>Tiles in one run; short batches are padded to it.</summary>
    int BatchSize { get; }

    /// <summary>Lanes that keep the device busy: threads on CPU, 3 on a GPU, more for an endpoint.</summary>
    int Lanes { get; }

    /// <summary>Makes a lane: its own input and output memory.</summary>
    IDetectorLane CreateLane();
}
