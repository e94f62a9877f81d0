using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Dashboard.Detections;

/// <summary>
/// Reads the GeoJSON that RedKube writes: a line for the head, a line for each feature, a line for the end. Only what a map needs is read of each line, on all
/// cores, and the file is never held.
/// </summary>
internal static class FeatureLines
{
    /// <summary>Lays a file out for maps.</summary>
    /// <param name="path">The file.</param>
    /// <param name="space">The space of its image.</param>
    /// <param name="names">Names of classes by index.</param>
    /// <param name="version">The map's version.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="RedKubeException">RK4005 where the file is not what RedKube writes.</exception>
    public static DetectionMap Read(string path, MapSpace space, IReadOnlyList<string> names, string version, CancellationToken cancellation)
    {
        var builder = new SegmentBuilder();
        var scores = new ScoreTable(names.Count);
        var offsets = new Chunks<long>();
        var ids = new Chunks<ulong>();
        foreach (var block in Blocks(path, space, cancellation))
        {
            for (var i = 0; i < block.Items.Count; i++)
            {
                var item = block.Items[i];
                if (item.ClassIndex < 0 || item.ClassIndex >= names.Count)
                {
                    throw Foreign(Path.GetFileName(path));
                }

                builder.Add(block.Outline(i), item.ClassIndex, item.Score, offsets.Count);
                scores.Add(item.ClassIndex, item.Score);
                offsets.Add(item.Offset);
                ids.Add(item.Id);
            }
        }

        return new DetectionMap(version, names, space, [builder.Build()], scores, new FeatureFile(path, offsets.ToArray(), ids.ToArray()));
    }

    /// <summary>The lines of a file.</summary>
    /// <param name="path">The file.</param>
    public static IEnumerable<ReadOnlyMemory<byte>> Lines(string path) => LineBlock.Read(path).SelectMany(static b => b.Lines()).Select(static l => l.Line);

    /// <summary>Whether a line is that of a feature.</summary>
    /// <param name="line">The line.</param>
    public static bool IsFeature(ReadOnlySpan<byte> line) => line.StartsWith("{\"type\":\"Feature\","u8);

    /// <summary>The failure of a file that RedKube did not write, or not so.</summary>
    /// <param name="name">What the file is called.</param>
    public static RedKubeException Foreign(string name) =>
        new(ErrorCode.JobFolderUnreadable, $"The result {name} is not as RedKube wrote it: a feature lacks id, class_index or score. Run the job again with fresh.");

    // In the order of the file; a few blocks ahead are read at the same time.
    private static IEnumerable<FeatureBlock> Blocks(string path, MapSpace space, CancellationToken cancellation)
    {
        var name = Path.GetFileName(path);
        var ahead = new Queue<Task<FeatureBlock>>();
        foreach (var lines in LineBlock.Read(path))
        {
            ahead.Enqueue(Task.Run(() => FeatureBlock.Read(lines, space, name), cancellation));
            if (ahead.Count > 2 * Environment.ProcessorCount)
            {
                yield return ahead.Dequeue().GetAwaiter().GetResult();
            }
        }

        while (ahead.TryDequeue(out var last))
        {
            yield return last.GetAwaiter().GetResult();
        }
    }
}
