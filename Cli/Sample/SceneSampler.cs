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

    /// <summary>Metres on a pixel's side.</summary>
    public const double PixelMetres = SceneGeoreference.PixelMetres;

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

    /// <summary>GDAL's six numbers: x of the corner, x per column, x per row, y of the corner, y per column, y per row; metres.</summary>
    public IReadOnlyList<double> GeoTransform => georeference.GeoTransform;

    /// <summary>Byte or UInt16.</summary>
    public SampleType SampleType => scene.SampleType;

    /// <summary>Renders all blocks and hands them to the target; the empty ones of a sparse scene are left out.</summary>
    /// <param name="target">Takes the blocks.</param>
    /// <param name="progress">Told the part that is done, 0 to 1, after each block.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public void WritePixels(ISceneTarget target, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var columns = (options.Width + BlockSide - 1) / BlockSide;
        var total = (long)columns * ((options.Height + BlockSide - 1) / BlockSide);
        var ahead = new Queue<(long Index, Task<PixelBlock> Block)>();
        try
        {
            for (long index = 0; index < total || ahead.Count > 0;)
            {
                for (; index < total && ahead.Count < options.Threads + 1; index++)
                {
                    var rect = BlockAt(index, columns);
                    if (scene.IsPopulated(rect))
                    {
                        ahead.Enqueue((index, Task.Run(() => Render(rect), cancellationToken)));
                    }
                }

                cancellationToken.ThrowIfCancellationRequested();
                if (ahead.TryDequeue(out var next))
                {
                    using var block = next.Block.GetAwaiter().GetResult();
                    target.Write(block);
                    progress?.Report((next.Index + 1.0) / total);
                }
            }
        }
        finally
        {
            while (ahead.TryDequeue(out var left))
            {
                // WaitAny, unlike Wait, does not throw what the block threw: the first fault is already on its way.
                Task.WaitAny([left.Block], CancellationToken.None);
                if (left.Block.IsCompletedSuccessfully)
                {
                    left.Block.Result.Dispose();
                }
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

    private PixelBlock Render(PixelRect rect)
    {
        var block = new PixelBlock(rect, 3, scene.SampleType, hasMask: false);
        scene.Render(block);
        return block;
    }
}
