namespace RedKube.Core.Detections;

/// <summary>Opens models. Safe for any number of threads.</summary>
public interface IDetectorFactory
{
    /// <summary>Looks at a model without running it: its card (stated or recognised) and its hash.</summary>
    /// <param name="path">The model's file.</param>
    /// <exception cref="Errors.RedKubeException">RK3001 to RK3005.</exception>
    ModelRef Inspect(string path);

    /// <summary>The files that make up a model: the .onnx, its external data, its card where it has one. All lie in one folder or below it.</summary>
    /// <param name="path">The model's file.</param>
    /// <returns>Full paths; the .onnx comes last.</returns>
    /// <exception cref="Errors.RedKubeException">RK3001, RK3002.</exception>
    IReadOnlyList<string> FilesOf(string path);

    /// <summary>Makes a detector that is ready to run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">What it is made for.</param>
    /// <exception cref="Errors.RedKubeException">RK3002, RK3004, RK3006, RK3009.</exception>
    IDetector Create(ModelRef model, DetectorOptions options);
}
