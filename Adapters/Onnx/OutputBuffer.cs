using System.Runtime.CompilerServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RedKube.Core.Detections;

namespace RedKube.Adapters.Onnx;

/// <summary>One output of a lane as float32: written by the runtime into memory that stays where its shape is known, else taken over after each run.</summary>
internal sealed class OutputBuffer : IDisposable
{
    private readonly TensorElementType element;
    private readonly Array? memory;
    private OrtValue? taken;
    private float[] floats = [];
    private long[] shape;

    /// <summary>Makes a buffer.</summary>
    /// <param name="metadata">The output as the session declares it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="known">The shape of every run; null: it may differ from run to run.</param>
    public OutputBuffer(NodeMetadata metadata, string name, long[]? known)
    {
        Name = name;
        element = metadata.ElementDataType;
        shape = known ?? [];
        IsFixed = Array.TrueForAll(metadata.Dimensions, side => side >= 0);
        if (known is null)
        {
            return;
        }

        var count = checked((int)known.Aggregate(1L, (product, side) => product * side));
        (memory, Bound) = element switch
        {
            TensorElementType.Float => Own(floats = Pinned<float>(count)),
            TensorElementType.Float16 => Own(Pinned<Float16>(count)),
            TensorElementType.Double => Own(Pinned<double>(count)),
            TensorElementType.Int64 => Own(Pinned<long>(count)),
            TensorElementType.Int32 => Own(Pinned<int>(count)),
            _ => (null, null),
        };
    }

    /// <summary>The output's name.</summary>
    public string Name { get; }

    /// <summary>Whether the graph fixes all sides.</summary>
    public bool IsFixed { get; }

    /// <summary>The value that the runtime writes into; null where it makes a new one for each run.</summary>
    public OrtValue? Bound { get; }

    /// <summary>The shape of the last run.</summary>
    public ReadOnlySpan<long> Shape => shape;

    /// <summary>What the last run left, as float32.</summary>
    public OutputView View => new(
        element == TensorElementType.Float && taken is not null ? taken.GetTensorDataAsSpan<float>() : floats.AsSpan(0, Length), shape);

    private int Length => checked((int)shape.Aggregate(1L, (product, side) => product * side));

    /// <summary>Makes the values of the last run ready to read.</summary>
    /// <param name="value">The value that the runtime made; null where it wrote into <see cref="Bound"/>. Must stay until the next run.</param>
    public void Complete(OrtValue? value)
    {
        taken = value;
        if (value is not null)
        {
            shape = value.GetTensorTypeAndShape().Shape;
        }

        if (element == TensorElementType.Float)
        {
            return;
        }

        if (floats.Length < Length)
        {
            floats = new float[Length];
        }

        switch (element)
        {
            case TensorElementType.Float16:
                Widen<Float16>(static number => (float)BitConverter.UInt16BitsToHalf(number.value));
                break;
            case TensorElementType.Double:
                Widen<double>(static number => (float)number);
                break;
            case TensorElementType.Int64:
                Widen<long>(static number => number);
                break;
            case TensorElementType.Int32:
                Widen<int>(static number => number);
                break;
            case TensorElementType.UInt8:
                Widen<byte>(static number => number);
                break;
            default:
                throw new NotSupportedException($"Output {Name} has elements of type {element}; floats and whole numbers can be read.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Bound?.Dispose();

    private static T[] Pinned<T>(int count) => GC.AllocateUninitializedArray<T>(count, pinned: !RuntimeHelpers.IsReferenceOrContainsReferences<T>());

    private (Array Memory, OrtValue Value) Own<T>(T[] array)
        where T : unmanaged => (array, OrtValue.CreateTensorValueFromMemory(array, shape));

    private void Widen<T>(Func<T, float> convert)
        where T : unmanaged
    {
        var from = taken is null ? ((T[])memory!).AsSpan() : taken.GetTensorDataAsSpan<T>();
        for (var i = 0; i < Length; i++)
        {
            floats[i] = convert(from[i]);
        }
    }
}
