using System.Globalization;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Dashboard.Detections;

namespace RedKube.Dashboard.Ogc;

/// <summary>What is asked of a collection. Immutable.</summary>
/// <param name="West">Western edge of the box, degrees; null: no box.</param>
/// <param name="South">Southern edge.</param>
/// <param name="East">Eastern edge; less than the western where the box crosses the antimeridian.</param>
/// <param name="North">Northern edge.</param>
/// <param name="Offset">Features that are passed over.</param>
/// <param name="Limit">Most features of the answer.</param>
/// <param name="Filter">Classes and score.</param>
internal sealed record FeatureQuery(double? West, double South, double East, double North, int Offset, int Limit, MapFilter Filter)
{
    private const int UsualLimit = 100;
    private const int MostLimit = 10_000;

    /// <summary>Names of the parameters.</summary>
    public static string[] Parameters { get; } = ["bbox", "datetime", "limit", "offset", "class", "min_score"];

    /// <summary>Whether everything is asked for.</summary>
    public bool IsAll => West is null && Filter.Classes is null && Filter.MinScore <= 0;

    /// <summary>Reads the parameters.</summary>
    /// <param name="query">The request's.</param>
    /// <param name="names">Names of classes by index.</param>
    /// <exception cref="RedKubeException">RK1001 where one is wrong.</exception>
    public static FeatureQuery Read(IQueryCollection query, IReadOnlyList<string> names)
    {
        var limit = Math.Min(Whole(query, "limit", UsualLimit, least: 1), MostLimit);
        var offset = Whole(query, "offset", 0, least: 0);
        float? score = null;
        if (query.TryGetValue("min_score", out var text))
        {
            score = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1
                ? value
                : throw Wrong("min_score", "a number from 0 to 1");
        }

        var filter = MapFilter.Of([.. query["class"].OfType<string>()], score, names);
        if (query["bbox"] is not [{ } box])
        {
            return new FeatureQuery(null, 0, 0, 0, offset, limit, filter);
        }

        var numbers = box.Split(',').Select(static t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN).ToArray();
        var (west, south, east, north) = numbers.Length switch
        {
            4 => (numbers[0], numbers[1], numbers[2], numbers[3]),
            6 => (numbers[0], numbers[1], numbers[3], numbers[4]),
            _ => (double.NaN, 0, 0, 0),
        };
        return double.IsFinite(west) && double.IsFinite(south) && double.IsFinite(east) && double.IsFinite(north) && south <= north
            ? new FeatureQuery(west, south, east, north, offset, limit, filter)
            : throw Wrong("bbox", "west,south,east,north in degrees");
    }

    /// <summary>Numbers of the features that match, rising.</summary>
    /// <param name="map">The collection.</param>
    public IReadOnlyList<int> Match(DetectionMap map)
    {
        if (West is not { } west)
        {
            return map.Touching(new MapPoint(-1, -1), new MapPoint(2, 2), Filter);
        }

        var (left, right) = (MapSpace.Of(new LonLat(west, North)), MapSpace.Of(new LonLat(East, South)));
        return west <= East
            ? map.Touching(left, right, Filter)
            : [.. map.Touching(left, right with { X = 2 }, Filter).Union(map.Touching(left with { X = -1 }, right, Filter)).Order()];
    }

    private static int Whole(IQueryCollection query, string name, int usual, int least) => query[name] is not [{ } text]
        ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least ? value : throw Wrong(name, $"a whole number from {least} on");

    private static RedKubeException Wrong(string name, string expected) => new(ErrorCode.OptionOutOfRange, $"The parameter {name} is wrong; expected {expected}.");
}
