using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RedKube.Core.Detections;

namespace RedKube.Adapters.Onnx;

/// <summary>The input tensor of a lane, in native memory that never moves.</summary>
internal sealed unsafe class InputBuffer : IDisposable
{
    private readonly long length;
    private byte* memory;

    /// <summary>Takes memory.</summary>
    /// <param name="element">Element type.</param>
    /// <param name="shape">The tensor's sides.</param>
    /// <param name="length">Bytes.</param>
    public InputBuffer(InputElement element, long[] shape, long length)
    {
        this.length = length;
        memory = (byte*)NativeMemory.AlignedAlloc((nuint)length, 64);
        var type = element switch
        {
            InputElement.Float32 => TensorElementType.Float,
            InputElement.Float16 => TensorElementType.Float16,
            _ => TensorElementType.UInt8,
        };
        Value = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, shape, (nint)memory, length);
    }

    /// <summary>The tensor over this memory.</summary>
    public OrtValue Value { get; }

    /// <summary>A part of the memory.</summary>
    /// <param name="from">First byte.</param>
    /// <param name="count">Number of bytes.</param>
    public Span<byte> Bytes(long from, int count)
    {
        ObjectDisposedException.ThrowIf(memory is null, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, length - from);
        return new Span<byte>(memory + from, count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Value.Dispose();
        NativeMemory.AlignedFree(memory);
        memory = null;
    }
}
