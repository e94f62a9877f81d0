using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using RedKube.Core.Errors;
using NtsGeometry = NetTopologySuite.Geometries.Geometry;

namespace RedKube.Core.Planning;

/// <summary>
/// Reads the well-known text of areas (OGC 06-103r4 §7): POLYGON, MULTIPOLYGON, GEOMETRYCOLLECTION of those, EMPTY parts, Z and M, whose values do not count.
/// A reader of our own, because an error must say where in the text it is.
/// </summary>
/// <remarks>
/// <code>
/// POLYGON ((30 10, 40 40, 20 40, 30 10), (29 20, 31 20, 31 30, 29 20))
/// multipolygon(((0 0,1e1 0,10 10,0 0)),((20 20,30 20,30 30,20 20)))
/// GEOMETRYCOLLECTION Z (POLYGON Z ((0 0 5, 1 0 5, 1 1 5, 0 0 5)), POLYGON EMPTY)
/// </code>
/// </remarks>
internal sealed class AreaWkt
{
    private static readonly GeometryFactory Factory = new();
    private readonly string text;
    private int at;
    private int wordStart;

    private AreaWkt(string text) => this.text = text;

    /// <summary>Reads an area: the union of its polygons, with rings that cross themselves mended.</summary>
    /// <param name="text">WKT.</param>
    /// <returns>A valid polygon or multi-polygon, not empty.</returns>
    /// <exception cref="RedKubeException">RK1101 with the position of the fault, counted from 1.</exception>
    public static NtsGeometry Parse(string text)
    {
        var reader = new AreaWkt(text);
        var polygons = new List<Polygon>();
        reader.Tagged(polygons);
        reader.SkipSpace();
        if (reader.at < text.Length)
        {
            throw reader.Fault("the end of the text");
        }

        return Join(polygons) ?? throw new RedKubeException(
            ErrorCode.AreaUnreadable, $"The area '{Excerpt(text)}' encloses nothing. Give at least one polygon with three different corners.");
    }

    /// <summary>Makes one valid geometry of polygons that may overlap or cross themselves; null where they enclose nothing.</summary>
    /// <param name="polygons">The polygons.</param>
    public static NtsGeometry? Join(IEnumerable<NtsGeometry> polygons)
    {
        var fixedUp = polygons.Select(static p => GeometryFixer.Fix(p)).SelectMany(static g => PolygonExtracter.GetPolygons(g)).Where(static g => !g.IsEmpty).ToArray();
        if (fixedUp.Length == 0)
        {
            return null;
        }

        var union = fixedUp.Length == 1 ? fixedUp[0] : NetTopologySuite.Operation.OverlayNG.UnaryUnionNG.Union(fixedUp, Factory, new PrecisionModel());
        var parts = PolygonExtracter.GetPolygons(union).Where(static g => g.Area > 0).Cast<Polygon>().ToArray();
        return parts.Length == 0 ? null : parts.Length == 1 ? parts[0] : Factory.CreateMultiPolygon(parts);
    }

    private void Tagged(List<Polygon> polygons)
    {
        switch (Word())
        {
            case "POLYGON":
                Dimension();
                polygons.Add(PolygonText());
                break;
            case "MULTIPOLYGON":
                Dimension();
                List(() => polygons.Add(PolygonText()));
                break;
            case "GEOMETRYCOLLECTION":
                Dimension();
                List(() => Tagged(polygons));
                break;
            default:
                at = wordStart;
                throw Fault("POLYGON, MULTIPOLYGON or GEOMETRYCOLLECTION");
        }
    }

    private string Word()
    {
        SkipSpace();
        wordStart = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
        {
            at++;
        }

        return text[wordStart..at].ToUpperInvariant();
    }

    // Z, M or ZM after the type.
    private void Dimension()
    {
        if (Word() is not ("Z" or "M" or "ZM"))
        {
            at = wordStart;
        }
    }

    private bool IsEmpty()
    {
        if (Word() == "EMPTY")
        {
            return true;
        }

        at = wordStart;
        return false;
    }

    private void List(Action item)
    {
        if (IsEmpty())
        {
            return;
        }

        Expect('(');
        do
        {
            item();
        }
        while (Comma());
        Expect(')');
    }

    private Polygon PolygonText()
    {
        var rings = new List<LinearRing>();
        List(() => rings.Add(Ring()));
        return rings.Count == 0 ? Factory.CreatePolygon() : Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]);
    }

    private LinearRing Ring()
    {
        SkipSpace();
        var start = at;
        var points = new List<Coordinate>();
        List(() => points.Add(Point()));
        if (points.Count < 4)
        {
            at = start;
            throw Fault($"a ring of at least 4 points, the last the same as the first; found {points.Count}");
        }

        if (!points[0].Equals2D(points[^1]))
        {
            at = start;
            throw Fault($"a ring that ends where it begins; it begins at {points[0].X} {points[0].Y} and ends at {points[^1].X} {points[^1].Y}");
        }

        return Factory.CreateLinearRing([.. points]);
    }

    private Coordinate Point()
    {
        var point = new Coordinate(Number(), Number());
        SkipSpace();
        for (var extra = 0; extra < 2 && at < text.Length && text[at] is not (',' or ')'); extra++)
        {
            Number();
            SkipSpace();
        }

        return point;
    }

    private double Number()
    {
        SkipSpace();
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '.' or '-' or '+'))
        {
            at++;
        }

        if (double.TryParse(text.AsSpan(start, at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
        {
            return value;
        }

        at = start;
        throw Fault("a number");
    }

    private bool Comma()
    {
        SkipSpace();
        if (at < text.Length && text[at] == ',')
        {
            at++;
            return true;
        }

        return false;
    }

    private void Expect(char wanted)
    {
        SkipSpace();
        if (at >= text.Length || text[at] != wanted)
        {
            throw Fault($"'{wanted}'");
        }

        at++;
    }

    private void SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }

    private RedKubeException Fault(string expected)
    {
        var found = at >= text.Length ? "the end" : $"'{Excerpt(text[at..])}'";
        return new RedKubeException(
            ErrorCode.AreaUnreadable, $"The area is not valid WKT: at position {at + 1} stands {found}, expected was {expected}. Example: POLYGON ((15 46, 16 46, 16 47, 15 46)).");
    }

    private static string Excerpt(string text) => text.Length <= 24 ? text : text[..24] + "…";
}
