using RedKube.Core.Imagery;

namespace RedKube.Core.Detections;

/// <summary>
/// Elements for every sample that a band of 8 or 16 bits can hold, so that tensors of float16 and uint8 are filled by looking up. Immutable; shared by all
/// lanes of a detector.
/// </summary>
/// <typeparam name="TElement">Half or byte.</typeparam>
internal sealed class ElementTables<TElement>
    where TElement : unmanaged
{
    private readonly TElement[][] tables;

    public ElementTables(BandMap[] maps, SampleType type, Func<float, TElement> convert)
    {
        tables = type == SampleType.Float32 ? [] : [.. maps.Select(map => Table(map, type, convert))];
    }

    /// <summary>The table of a channel; 16-bit samples with a sign are looked up by their bits.</summary>
    /// <param name="channel">The channel.</param>
    public ReadOnlySpan<TElement> this[int channel] => tables[channel];

    private static TElement[] Table(BandMap map, SampleType type, Func<float, TElement> convert)
    {
        var table = new TElement[type == SampleType.Byte ? 256 : 65536];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = convert(map.Apply(type == SampleType.Int16 ? (short)i : i));
        }

        return table;
    }
}
