using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RedKube.Core.Detections;

/// <summary>Finds the few scores that count among many that do not.</summary>
internal static class ScoreScan
{
    /// <summary>Notes each anchor whose score of one class is at or above the confidence. What is not a number never is.</summary>
    /// <param name="scores">Scores of one class, one an anchor.</param>
    /// <param name="classIndex">The class.</param>
    /// <param name="into">Takes the anchors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void NoteRow(ReadOnlySpan<float> scores, int classIndex, CandidateList into)
    {
        var confidence = into.Confidence;
        var limit = new Vector<float>(confidence);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(scores);
        var v = 0;
        for (; v + 4 <= vectors.Length; v += 4)
        {
            var any = Vector.GreaterThanOrEqual(vectors[v], limit) | Vector.GreaterThanOrEqual(vectors[v + 1], limit)
                | Vector.GreaterThanOrEqual(vectors[v + 2], limit) | Vector.GreaterThanOrEqual(vectors[v + 3], limit);
            if (any != Vector<int>.Zero)
            {
                Note(scores, v * Vector<float>.Count, 4 * Vector<float>.Count, confidence, classIndex, into);
            }
        }

        var rest = v * Vector<float>.Count;
        Note(scores, rest, scores.Length - rest, confidence, classIndex, into);
    }

    /// <summary>The best class of one anchor; of equal scores the lower class.</summary>
    /// <param name="scores">Scores of one anchor, one a class.</param>
    /// <param name="confidence">Lower scores do not count.</param>
    /// <returns>Class −1 where none counts.</returns>
    public static (float Score, int ClassIndex) Best(ReadOnlySpan<float> scores, float confidence)
    {
        if (!Any(scores, confidence))
        {
            return (0, -1);
        }

        var best = (Score: 0f, ClassIndex: -1);
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] >= confidence && (best.ClassIndex < 0 || scores[i] > best.Score))
            {
                best = (scores[i], i);
            }
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Any(ReadOnlySpan<float> scores, float confidence)
    {
        var limit = new Vector<float>(confidence);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(scores);
        foreach (var vector in vectors)
        {
            if (Vector.GreaterThanOrEqualAny(vector, limit))
            {
                return true;
            }
        }

        foreach (var score in scores[(vectors.Length * Vector<float>.Count)..])
        {
            if (score >= confidence)
            {
                return true;
            }
        }

        return false;
    }

    private static void Note(ReadOnlySpan<float> scores, int from, int count, float confidence, int classIndex, CandidateList into)
    {
        for (var i = from; i < from + count; i++)
        {
            if (scores[i] >= confidence)
            {
                into.Note(i, classIndex, scores[i]);
            }
        }
    }
}
