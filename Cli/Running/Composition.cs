using RedKube.Adapters.Gdal.Rasters;
using RedKube.Adapters.Gdal.Vectors;
using RedKube.Adapters.Onnx;
using RedKube.Core.Detections;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Cli.Running;

/// <summary>Brings the parts together. Nothing is loaded before it is asked for: GDAL and ONNX Runtime take longer to load than most commands to run.</summary>
internal static class Composition
{
    /// <summary>What opens images.</summary>
    public static IRasterSource Rasters() => new GdalRasterSource();

    /// <summary>What opens models.</summary>
    public static IDetectorFactory Detectors() => new OnnxDetectorFactory();

    /// <summary>What reads areas of interest.</summary>
    public static IAreaReader Areas() => new AreaReader();
}
