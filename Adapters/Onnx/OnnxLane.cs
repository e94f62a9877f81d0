using Microsoft.ML.OnnxRuntime;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;
using ErrorCode = RedKube.Core.Errors.ErrorCode;

namespace RedKube.Adapters.Onnx;

/// <summary>One caller of a session: its own input and output memory, made once. One thread at a time.</summary>
internal sealed class OnnxLane : IDetectorLane
{
    private readonly InferenceSession session;
    private readonly Device device;
    private readonly TensorWriter writer;
    private readonly TileDecoder decoder;
    private readonly InputBuffer input;
    private readonly List<OutputBuffer> outputs;
    private readonly RunOptions runOptions = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly OrtIoBinding binding;
    private readonly OrtValue[] values;
    private readonly string[] names;
    private readonly string[] wanted;
    private readonly PixelRect[] insides;
    private readonly bool[] padded;
    private readonly bool bound;
    private IDisposableReadOnlyCollection<OrtValue>? results;

    public OnnxLane(
        InferenceSession session, Device device, long[] shape, int batch, InputElement element, TensorWriter writer, TileDecoder decoder, List<OutputBuffer> outputs)
    {
        this.session = session;
        this.device = device;
        this.writer = writer;
        this.decoder = decoder;
        this.outputs = outputs;
        input = new InputBuffer(element, shape, (long)batch * writer.SlotBytes);
        insides = new PixelRect[batch];
        padded = new bool[batch];
        bound = outputs.TrueForAll(output => output.Bound is not null);
        names = [.. session.InputNames];
        values = [.. names.Select(name => name == ModelSignature.TargetSizes ? TargetSizes(batch) : input.Value)];
        wanted = [.. outputs.Select(output => output.Name)];
        binding = session.CreateIoBinding();
        Bind();
    }

    /// <summary>What the decoder reads.</summary>
    public IReadOnlyList<OutputBuffer> Outputs => outputs;

    /// <inheritdoc/>
    public bool Load(int slot, TilePixels pixels)
    {
        if (!writer.Write(pixels, Slot(slot)))
        {
            return false;
        }

        insides[slot] = pixels.Inside;
        padded[slot] = false;
        return true;
    }

    /// <inheritdoc/>
    public ValueTask RunAsync(int count, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Pad(count);
        var registration = cancellation.UnsafeRegister(static state => ((RunOptions)state!).Terminate = true, runOptions);
        try
        {
            Run();
        }
        catch (OnnxRuntimeException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new RedKubeException(ErrorCode.InferenceFailed, $"The model failed on {device.Name}: {e.Message}", e);
        }
        finally
        {
            registration.Dispose();
            if (runOptions.Terminate)
            {
                runOptions.Terminate = false;
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Collect(int slot, Tile tile, ICollection<Detection> into) => Decode(slot, tile, insides[slot], into);

    /// <summary>Runs on padding alone and decodes, so that a model that does not do what its card says is known before a job starts.</summary>
    /// <param name="classes">Number of classes, for the message.</param>
    /// <exception cref="OnnxRuntimeException">The session does not take the shape.</exception>
    /// <exception cref="RedKubeException">RK3003.</exception>
    public void TryOut(int classes)
    {
        Pad(0);
        Run();
        var tile = new Tile(0, 0, 0, new PixelRect(0, 0, writer.Letterbox.Tile.Width, writer.Letterbox.Tile.Height));
        try
        {
            for (var slot = 0; slot < insides.Length; slot++)
            {
                Decode(slot, tile, tile.Rect, new List<Detection>());
            }
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            var shapes = string.Join(", ", outputs.Select(output => $"{output.Name} [{string.Join(", ", output.Shape.ToArray())}]"));
            throw new RedKubeException(
                ErrorCode.ModelNotRecognised,
                $"The outputs are shaped {shapes} for a batch of {insides.Length}; with {classes} class names that is not what the card's kind means. Correct kind or names in the card.",
                e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        results?.Dispose();
        binding.Dispose();
        foreach (var output in outputs)
        {
            output.Dispose();
        }

        foreach (var value in values)
        {
            value.Dispose();
        }

        input.Dispose();
        runOptions.Dispose();
    }

    private Span<byte> Slot(int slot) => input.Bytes((long)slot * writer.SlotBytes, writer.SlotBytes);

    private void Pad(int count)
    {
        for (var slot = count; slot < padded.Length; slot++)
        {
            if (!padded[slot])
            {
                writer.Pad(Slot(slot));
                padded[slot] = true;
            }
        }
    }

    private void Bind()
    {
        if (!bound)
        {
            return;
        }

        BindInputs();
        foreach (var output in outputs)
        {
            binding.BindOutput(output.Name, output.Bound!);
        }
    }

    private void BindInputs()
    {
        for (var i = 0; i < names.Length; i++)
        {
            binding.BindInput(names[i], values[i]);
        }
    }

    private void Run()
    {
        results?.Dispose();
        results = null;
        if (!bound)
        {
            results = session.Run(runOptions, names, values, wanted);
        }
        else
        {
            // To a device, binding is copying: what was loaded since must be bound again.
            if (device.IsGpu)
            {
                BindInputs();
            }

            session.RunWithBinding(runOptions, binding);
        }

        for (var i = 0; i < outputs.Count; i++)
        {
            outputs[i].Complete(results?[i]);
        }
    }

    private void Decode(int slot, Tile tile, PixelRect inside, ICollection<Detection> into)
    {
        var views = default(ModelOutputs);
        for (var i = 0; i < outputs.Count; i++)
        {
            views.Set(i, outputs[i].View);
        }

        decoder.Decode(views, slot, tile, inside, into);
    }

    private OrtValue TargetSizes(int batch)
    {
        var size = writer.Letterbox.Input;
        long[] sizes = [.. Enumerable.Range(0, batch).SelectMany(_ => new long[] { size.Width, size.Height })];
        return OrtValue.CreateTensorValueFromMemory(sizes, [batch, 2]);
    }
}
