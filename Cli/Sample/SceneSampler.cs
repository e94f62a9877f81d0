using System.Buffers;
using System.Runtime.InteropServices;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Cli.Sample;

/// <summary>
/// Makes synthetic scenes. Blocks are rendered on several threads and handed on in order; memory holds a few blocks, whatever the size of the scene.
/// </summary>
public sealed class SceneSampler
{
    /// <summary>Side of a block, pixels.</summary>
    public const int BlockSide = 512;

    private readonly SceneOptions options;
    private readonly Scene scene;
    private readonly SceneGeoreference georeference;

    /// <summary>Prepares a scene.</summary>
    /// <param name="options">What scene to make.</param>
    /// <exception cref="Core.Errors.RedKubeException">RK1001: an option outside its range.</exception>
    public SceneSampler(SceneOptions options)
    {
        scene = new Scene(options);
        georeference = SceneGeoreference.Of(options.Seed);
        this.options = options;
    }

    /// <summary>The scene's coordinate system: a zone of UTM on WGS 84.</summary>
    public int EpsgCode => georeference.Zone.EpsgCode;

    /// <summary>From pixels to metres of that zone; north is up.</summary>
    public GeoTransform GeoTransform => georeference.GeoTransform;

    /// <summary>Byte or UInt16.</summary>
    public SampleType SampleType => options.Bits == 16 ? SampleType.UInt16 : SampleType.Byte;

    /// <summary>Renders all blocks and hands them to the target; the empty ones of a sparse scene are left out.</summary>
    /// <param name="target">Takes the blocks.</param>
    /// <param name="progress">Told the part that is done, 0 to 1, after each block.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public void WritePixels(ISceneTarget target, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var columns = (options.Width + BlockSide - 1) / BlockSide;
        var total = (long)columns * ((options.Height + BlockSide - 1) / BlockSide);
        var ahead = new Queue<(long Index, PixelRect Rect, Task<byte[]> Samples)>();
        try
        {
            for (long index = 0; index < total || ahead.Count > 0;)
            {
                for (; index < total && ahead.Count < options.Threads; index++)
                {
                    var rect = BlockAt(index, columns);
                    if (scene.IsPopulated(rect))
                    {
                        ahead.Enqueue((index, rect, Task.Run(() => Render(rect), cancellationToken)));
                    }
                }

                cancellationToken.ThrowIfCancellationRequested();
                if (ahead.TryDequeue(out var next))
                {
                    HandOn(target, next.Rect, next.Samples.GetAwaiter().GetResult());
                    progress?.Report((next.Index + 1.0) / total);
                }
            }
        }
        finally
        {
            // Nothing of this scene goes on in the background. WaitAny, unlike Wait, does not throw what a block threw: the first fault is on its way.
            while (ahead.TryDequeue(out var left))
            {
                Task.WaitAny([left.Samples], CancellationToken.None);
            }
        }
    }

    /// <summary>Writes the ground truth as GeoJSON.</summary>
    /// <param name="output">Where to; it is flushed, not closed.</param>
    /// <param name="cancellationToken">Stops between objects.</param>
    /// <returns>The number of objects by class, and of the difficult ones among all.</returns>
    public SceneSummary WriteTruth(TextWriter output, CancellationToken cancellationToken = default)
    {
        var writer = new TruthWriter(output, georeference);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal) { ["aircraft"] = 0, ["ship"] = 0, ["tank"] = 0 };
        long difficult = 0;
        writer.Begin();
        foreach (var found in scene.Objects())
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Write(found);
            counts[found.ClassName]++;
            difficult += found.IsDifficult ? 1 : 0;
        }

        writer.End();
        return new SceneSummary(counts, difficult);
    }

    private PixelRect BlockAt(long index, int columns)
    {
        int x = (int)(index % columns) * BlockSide, y = (int)(index / columns) * BlockSide;
        return new PixelRect(x, y, Math.Min(BlockSide, options.Width - x), Math.Min(BlockSide, options.Height - y));
    }

    private int BytesOf(PixelRect rect) => (int)rect.Count * Scene.Bands * SampleType.Bytes();

    private byte[] Render(PixelRect rect)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(BytesOf(rect));
        var samples = bytes.AsSpan(0, BytesOf(rect));
        if (SampleType == SampleType.Byte)
        {
            scene.Render(rect, samples);
        }
        else
        {
            scene.Render(rect, MemoryMarshal.Cast<byte, ushort>(samples));
        }

        return bytes;
    }

    private void HandOn(ISceneTarget target, PixelRect rect, byte[] bytes)
    {
        ReadOnlySpan<byte> samples = bytes.AsSpan(0, BytesOf(rect));
        if (SampleType == SampleType.Byte)
        {
            target.Write(rect, samples);
        }
        else
        {
            target.Write(rect, MemoryMarshal.Cast<byte, ushort>(samples));
        }

        ArrayPool<byte>.Shared.Return(bytes);
    }
}
