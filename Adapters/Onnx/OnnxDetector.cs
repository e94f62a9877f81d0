using Microsoft.ML.OnnxRuntime;
using RedKube.Core.Detections;
using RedKube.Core.Errors;

namespace RedKube.Adapters.Onnx;

/// <summary>A model in one session of ONNX Runtime, which any number of lanes run at the same time.</summary>
internal sealed class OnnxDetector : IDetector
{
    // One lane is loaded and one decoded while the device works on the third.
    private const int GpuLanes = 3;

    private readonly InferenceSession session;
    private readonly Device device;
    private readonly InputPlan plan;
    private readonly TensorWriter writer;
    private readonly ModelSignature signature;
    private readonly DetectorOptions options;
    private IReadOnlyList<long[]?> outputShapes = [];

    private OnnxDetector(ModelRef model, InputPlan plan, DetectorOptions options, Device device, string choice, InferenceSession session)
    {
        Model = model;
        this.plan = plan;
        this.options = options;
        this.device = device;
        this.session = session;
        signature = ModelProbe.SignatureOf(session);
        writer = TensorWriter.Create(model.Card.Input, options, plan.Letterbox);
        BatchSize = plan.Batch(options.BatchSize, device.UsualBatch);
        Lanes = device.IsGpu ? GpuLanes : options.Threads;
        Runtime = $"{OnnxEnvironment.Initialize()}, {device.Name.Split(' ')[0]} {device.Model}";
        DeviceChoice = choice;
    }

    /// <inheritdoc/>
    public ModelRef Model { get; }

    /// <inheritdoc/>
    public string Runtime { get; }

    /// <inheritdoc/>
    public string DeviceChoice { get; }

    /// <inheritdoc/>
    public int BatchSize { get; }

    /// <inheritdoc/>
    public int Lanes { get; }

    /// <summary>Opens a model on a device and runs it once on padding.</summary>
    /// <exception cref="OnnxRuntimeException">The device or the shape does not work.</exception>
    /// <exception cref="RedKubeException">RK3003 where the outputs are not what the card's kind demands, RK3004.</exception>
    public static OnnxDetector Open(ModelRef model, ModelProbe probe, InputPlan plan, DetectorOptions options, Device device, string choice)
    {
        OnnxEnvironment.Initialize();
        InferenceSession opened;
        using (var settings = device.MakeOptions())
        {
            FixSides(settings, probe, plan.Shape(plan.Batch(options.BatchSize, device.UsualBatch)));
            opened = new InferenceSession(model.Path, settings);
        }

        try
        {
            var detector = new OnnxDetector(model, plan, options, device, choice, opened);
            detector.outputShapes = detector.FindOutputShapes();
            return detector;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IDetectorLane CreateLane() => MakeLane(outputShapes);

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    // Named sides are fixed before the graph is optimised, so that the outputs' sides follow from them.
    private static void FixSides(SessionOptions settings, ModelProbe probe, long[] shape)
    {
        foreach (var group in probe.ImageSymbols.Select((name, side) => (Name: name, Length: shape[side])).Where(side => side.Name.Length > 0).GroupBy(side => side.Name, StringComparer.Ordinal))
        {
            var lengths = group.Select(side => side.Length).Distinct().ToList();
            if (lengths.Count == 1)
            {
                settings.AddFreeDimensionOverrideByName(group.Key, lengths[0]);
            }
        }
    }

    private OnnxLane MakeLane(IReadOnlyList<long[]?> shapes)
    {
        var decoder = new TileDecoder(Model.Card, signature, options, plan.Letterbox);
        var declared = decoder.OutputNames.Select(name => signature.Outputs.First(output => output.Name == name)).ToList();
        var outputs = declared.Select((output, i) => new OutputBuffer(session.OutputMetadata[output.Name], output.Name, i < shapes.Count ? shapes[i] : null)).ToList();
        return new OnnxLane(session, device, plan.Shape(BatchSize), BatchSize, Model.Card.Input.Element, writer.Clone(), decoder, outputs);
    }

    // Shapes that are the same in every run: those that the graph fixes, and those of kinds whose outputs never depend on what is seen.
    private long[]?[] FindOutputShapes()
    {
        using var lane = MakeLane([]);
        lane.TryOut(Model.Card.Names.Count);
        var always = Model.Card.Kind is ModelKind.YoloV5 or ModelKind.YoloV8 or ModelKind.Yolox or ModelKind.YoloObb or ModelKind.YoloSeg or ModelKind.Detr;
        return [.. lane.Outputs.Select(output => always || output.IsFixed ? output.Shape.ToArray() : null)];
    }
}
