using RedKube.Core.Errors;

namespace RedKube.Core.Detections;

/// <summary>Which of a model's classes were asked for.</summary>
public static class ClassChoice
{
    /// <summary>Indices of classes.</summary>
    /// <param name="wanted">Names, in any case; null: all.</param>
    /// <param name="names">The model's classes.</param>
    /// <returns>Null where all are wanted.</returns>
    /// <exception cref="RedKubeException">RK3008 where a name is not the model's.</exception>
    public static IReadOnlySet<int>? Indices(IReadOnlyList<string>? wanted, IReadOnlyList<string> names)
    {
        if (wanted is null)
        {
            return null;
        }

        var indices = new HashSet<int>();
        foreach (var name in wanted)
        {
            var found = Enumerable.Range(0, names.Count).Where(i => string.Equals(names[i], name, StringComparison.OrdinalIgnoreCase)).ToArray();
            if (found.Length == 0)
            {
                throw new RedKubeException(ErrorCode.ClassNotThere, $"The model has no class '{name}'. Its classes are {string.Join(", ", names)}.");
            }

            indices.UnionWith(found);
        }

        return indices;
    }
}
