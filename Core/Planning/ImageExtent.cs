using NetTopologySuite.Geometries;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Core.Planning;

/// <summary>
/// Where an image lies on the map, from a grid of points over it. Longitudes run on without a jump, so an image across the antimeridian, or one of
/// the whole world that begins anywhere, has one range; it may leave −180 to 180.
/// </summary>
internal sealed class ImageExtent
{
    private const int Steps = 32;
    private const int Side = Steps + 1;
    private const double Turn = 360;

    // So that a corner on the seam of a whole world stays on its own side of it; a tenth of a millimetre on the ground.
    private const double Nudge = 1e-9;
    private readonly IGeolocator geolocator;
    private readonly PixelPoint[] pixels = new PixelPoint[Side * Side];
    private readonly LonLat[] map = new LonLat[Side * Side];
    private readonly PixelPoint middle;
    private readonly double west;
    private readonly double east;
    private readonly double south = 90;
    private readonly double north = -90;
    private readonly bool hasPole;

    // Longitude = constant + x × perColumn + y × perRow, from the image's middle; NaN where it is not so straight.
    private readonly (double Constant, double PerColumn, double PerRow) straight;
    private PixelPoint? turn;

    /// <summary>Looks at the image.</summary>
    /// <param name="geolocator">Of the image.</param>
    /// <param name="image">Its size.</param>
    /// <exception cref="RedKubeException">RK2010: no pixel has a place.</exception>
    public ImageExtent(IGeolocator geolocator, PixelSize image)
    {
        this.geolocator = geolocator;
        middle = new(image.Width / 2.0, image.Height / 2.0);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = new((double)(i % Side) * image.Width / Steps, (double)(i / Side) * image.Height / Steps);
        }

        geolocator.ToMap(pixels, map);
        var placed = Unwind();
        if (placed.Count == 0)
        {
            throw new RedKubeException(ErrorCode.GeoreferenceUnusable, "No pixel of the image has a place on the map, so an area on the map selects nothing. Give it with --area-pixels.");
        }

        hasPole = Winds();
        (west, east) = (placed.Min(i => map[i].Lon), placed.Max(i => map[i].Lon));
        (south, north) = (placed.Min(i => map[i].Lat), placed.Max(i => map[i].Lat));
        straight = Straight(placed);
    }

    /// <summary>The image's place with a margin. Never more than one turn wide where a turn leads back to the same pixels.</summary>
    public Envelope Near()
    {
        var margin = 0.05 * Math.Max(1e-4, Math.Max(north - south, Math.Min(east - west, north - south)));

        double bottom = Reach(south, Math.Max(-90, south - margin)), top = Reach(north, Math.Min(90, north + margin));
        if (hasPole)
        {
            return south + north > 0 ? new Envelope(-180, 180, bottom, 90) : new Envelope(-180, 180, -90, top);
        }

        var across = margin + (0.05 * (east - west));
        if (!IsStraight)
        {
            across = Math.Min(across, ((Turn - (east - west)) / 2) - Nudge);
        }

        return new Envelope(west - across, east + across, bottom, top);
    }

    /// <summary>
    /// Puts points that the geolocator gives a whole turn away beside the image where their longitude runs on from the image's: projections know
    /// longitudes of −180 to 180 only.
    /// </summary>
    /// <param name="places">Lon/lat degrees in <see cref="Near"/>.</param>
    /// <param name="points">What the geolocator made of them; changed in place.</param>
    public void Straighten(ReadOnlySpan<LonLat> places, Span<PixelPoint> points)
    {
        for (var i = 0; IsStraight && i < points.Length; i++)
        {
            var turns = TurnsOff(places[i], points[i]);
            if (turns != 0 && double.IsFinite(turns))
            {
                var step = turn ??= FindTurn();
                points[i] = new(points[i].X + (turns * step.X), points[i].Y + (turns * step.Y));
            }
        }
    }

    // The pole itself has no place in many projections: then half the way there.
    private double Reach(double from, double to)
    {
        var found = new PixelPoint[1];
        geolocator.ToPixels([new((west + east) / 2, to)], found);
        return double.IsFinite(found[0].X) && double.IsFinite(found[0].Y) ? to : (from + to) / 2;
    }

    private bool IsStraight => !double.IsNaN(straight.Constant);

    private double LonAt(PixelPoint p) => straight.Constant + ((p.X - middle.X) * straight.PerColumn) + ((p.Y - middle.Y) * straight.PerRow);

    private bool IsPlaced(int i) => double.IsFinite(map[i].Lon) && double.IsFinite(map[i].Lat);

    private static IEnumerable<int> Neighbours(int i)
    {
        var (row, column) = Math.DivRem(i, Side);
        if (column > 0)
        {
            yield return i - 1;
        }

        if (column < Steps)
        {
            yield return i + 1;
        }

        if (row > 0)
        {
            yield return i - Side;
        }

        if (row < Steps)
        {
            yield return i + Side;
        }
    }

    // From neighbour to neighbour, beginning in the middle: each longitude takes the turn that is nearest to the one before. Parts that are cut off from
    // the middle by points without a place are joined to what was found before them.
    private List<int> Unwind()
    {
        var found = new List<int>();
        var seen = new bool[map.Length];
        var centre = (Side * Side) / 2;
        foreach (var start in Enumerable.Range(0, map.Length).OrderBy(i => Math.Abs(i - centre)).Where(i => IsPlaced(i)))
        {
            if (seen[start])
            {
                continue;
            }

            Follow(start, found.Count == 0 ? start : found[0]);
            for (var next = found.Count - 1; next < found.Count; next++)
            {
                foreach (var neighbour in Neighbours(found[next]).Where(n => !seen[n] && IsPlaced(n)))
                {
                    Follow(neighbour, found[next]);
                }
            }
        }

        return found;

        void Follow(int i, int from)
        {
            seen[i] = true;
            map[i] = map[i] with { Lon = map[from].Lon + Math.IEEERemainder(map[i].Lon - map[from].Lon, Turn) };
            found.Add(i);
        }
    }

    // Around a pole longitudes never come back to where they began, so somewhere neighbours stay a turn apart.
    private bool Winds()
    {
        for (var i = 0; i < map.Length; i++)
        {
            if (IsPlaced(i) && Neighbours(i).Any(n => n > i && IsPlaced(n) && Math.Abs(map[n].Lon - map[i].Lon) > Turn / 2))
            {
                return true;
            }
        }

        return false;
    }

    // The plane of least squares; the grid may have holes.
    private (double Constant, double PerColumn, double PerRow) Straight(List<int> placed)
    {
        double meanX = placed.Average(i => pixels[i].X), meanY = placed.Average(i => pixels[i].Y), meanLon = placed.Average(i => map[i].Lon);
        double xx = 0, xy = 0, yy = 0, xl = 0, yl = 0;
        foreach (var i in placed)
        {
            double x = pixels[i].X - meanX, y = pixels[i].Y - meanY, lon = map[i].Lon - meanLon;
            (xx, xy, yy, xl, yl) = (xx + (x * x), xy + (x * y), yy + (y * y), xl + (x * lon), yl + (y * lon));
        }

        var determinant = (xx * yy) - (xy * xy);
        double perColumn = ((xl * yy) - (yl * xy)) / determinant, perRow = ((yl * xx) - (xl * xy)) / determinant;
        var off = placed.Max(i => Math.Abs(map[i].Lon - meanLon - ((pixels[i].X - meanX) * perColumn) - ((pixels[i].Y - meanY) * perRow)));
        var constant = meanLon + ((middle.X - meanX) * perColumn) + ((middle.Y - meanY) * perRow);
        return !hasPole && determinant > 0 && off <= 1e-8 * (east - west) ? (constant, perColumn, perRow) : (double.NaN, double.NaN, double.NaN);
    }

    // How far a whole turn is in pixels: along the parallel through the middle, between two points on the same side of the geolocator's seam.
    private PixelPoint FindTurn()
    {
        var centre = map[(Side * Side) / 2].Lat;
        var lat = double.IsFinite(centre) ? centre : (south + north) / 2;
        var found = new PixelPoint[2];
        foreach (var part in new[] { 0, 0.5, 0.25 })
        {
            LonLat[] places = [new(west + (part * (east - west)), lat), new(west + ((part + 0.25) * (east - west)), lat)];
            geolocator.ToPixels(places, found);
            if (TurnsOff(places[0], found[0]) == TurnsOff(places[1], found[1]))
            {
                var turns = Turn / (places[1].Lon - places[0].Lon);
                return new((found[1].X - found[0].X) * turns, (found[1].Y - found[0].Y) * turns);
            }
        }

        throw new RedKubeException(
            ErrorCode.GeoreferenceUnusable, "The image's georeference carries its own pixels to other places than itself, so an area on the map cannot be carried to pixels. Give it with --area-pixels.");
    }

    private double TurnsOff(LonLat place, PixelPoint point) => Math.Round((place.Lon - LonAt(point)) / Turn);
}
