using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Outputs;

namespace RedKube.Core.Tests.Outputs;

internal static class Samples
{
    public static readonly string[] Names = ["ship", "tank, \"round\"", "Flugzeug ä"];

    public static OutputHeader Header(bool onMap = true) => new()
    {
        ImageName = "harbour \"north\".tif",
        Acquired = new DateTimeOffset(2024, 5, 1, 12, 20, 30, TimeSpan.FromHours(2)),
        ModelName = "ships",
        ModelHash = new string('a', 64),
        IsGeoreferenced = onMap,
    };

    /// <summary>A box, an oriented box and a polygon, in output order.</summary>
    public static Detection[] Detections()
    {
        var oriented = new OrientedBox(new(300, 200), 120, 20, Math.PI / 6);
        var polygon = new PixelPolygon([new(500, 300), new(560, 310), new(550, 360), new(505.25, 340.0625)]);
        return
        [
            new(new(10, 20, 60.5, 70.12345), 0, 0.9f, 0),
            new(oriented.Bounds, 1, 0.75f, 3, oriented),
            new(polygon.Bounds, 2, 0.333333343f, 7, polygon),
        ];
    }

    public static List<Feature> Features(IGeolocator? geolocator) =>
        [.. new FeatureBuilder(Header(geolocator is not null), Names, geolocator).Build(Detections())];
}
