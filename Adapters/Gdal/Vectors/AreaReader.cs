using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.IO;
using OSGeo.OGR;
using OSGeo.OSR;
using RedKube.Core.Errors;
using RedKube.Core.Planning;
using NtsGeometry = NetTopologySuite.Geometries.Geometry;

namespace RedKube.Adapters.Gdal.Vectors;

/// <summary>Reads areas of interest from any vector file that OGR opens: every polygon of every layer, curves as short straight edges.</summary>
public sealed class AreaReader : IAreaReader
{
    /// <inheritdoc/>
    public string ReadMap(string path) => Read(path, onMap: true);

    /// <inheritdoc/>
    public string ReadPixels(string path) => Read(path, onMap: false);

    private static string Read(string path, bool onMap)
    {
        GdalRuntime.Initialise();
        try
        {
            using var source = Open(path);
            var polygons = new List<NtsGeometry>();
            for (var i = 0; i < source.GetLayerCount(); i++)
            {
                using var layer = source.GetLayerByIndex(i);
                polygons.AddRange(onMap ? OnMap(layer) : Polygons(layer));
            }

            return AreaPolygons.ToWkt(polygons) ?? throw Unreadable(path, "it holds no polygon that encloses anything");
        }
        catch (ApplicationException e)
        {
            throw Unreadable(path, e.Message, e);
        }
    }

    private static DataSource Open(string path)
    {
        var isLocal = !path.StartsWith("/vsi", StringComparison.Ordinal) && !path.Contains("://", StringComparison.Ordinal);
        if (isLocal && !File.Exists(path) && !Directory.Exists(path))
        {
            throw Unreadable(path, "there is no such file");
        }

        return Ogr.Open(path, 0) ?? throw Unreadable(path, "GDAL knows it as no vector file");
    }

    private static List<Polygon> OnMap(Layer layer)
    {
        var polygons = Polygons(layer);
        using var own = layer.GetSpatialRef();
        if (polygons.Count == 0 || own is null)
        {
            return polygons;
        }

        using var wgs84 = new SpatialReference(null);
        wgs84.ImportFromEPSG(4326);
        wgs84.SetAxisMappingStrategy(AxisMappingStrategy.OAMS_TRADITIONAL_GIS_ORDER);
        using var transformation = new CoordinateTransformation(own, wgs84);
        var carrier = new RingCarrier(transformation);
        return polygons.ConvertAll(carrier.Carry);
    }

    private static List<Polygon> Polygons(Layer layer)
    {
        var reader = new WKBReader();
        var polygons = new List<Polygon>();
        layer.ResetReading();
        while (layer.GetNextFeature() is { } feature)
        {
            using (feature)
            {
                // A geometry of the feature: it must not be used, nor disposed, after it.
                if (feature.GetGeometryRef() is { } geometry)
                {
                    using var straight = geometry.GetLinearGeometry(0, null);
                    straight.FlattenTo2D();
                    var wkb = new byte[straight.WkbSize()];
                    straight.ExportToWkb(wkb, wkbByteOrder.wkbNDR);
                    polygons.AddRange(PolygonExtracter.GetPolygons(reader.Read(wkb)).Cast<Polygon>().Where(static p => !p.IsEmpty));
                }
            }
        }

        return polygons;
    }

    private static RedKubeException Unreadable(string path, string why, Exception? cause = null) => new(
        ErrorCode.AreaUnreadable,
        $"The area {path} cannot be read: {why}. Give a vector file with polygons (GeoJSON, GeoPackage, Shapefile, KML, …) or WKT: POLYGON ((15 46, 16 46, 16 47, 15 46)).",
        cause);
}
