using OSGeo.GDAL;
using OSGeo.OSR;
using RedKube.Core.Geometry;

namespace RedKube.Adapters.Gdal.Geolocation;

/// <summary>
/// How an image knows its place. A geotransform comes before control points and these before RPCs, as in GDAL, but for images whose first two are
/// only corners: NITF, and four control points or fewer. Who gives a height or an elevation model wants the RPCs.
/// </summary>
/// <param name="Method">none, affine, gcp or rpc.</param>
/// <param name="CrsName">The reference system's name, or null.</param>
/// <param name="Note">Why a georeference that is there is not used, or null.</param>
internal sealed record Georeference(string Method, string? CrsName, string? Note)
{
    private const int Corners = 4;
    private const int LeastPoints = 3;
    private const double LeastEarthRadius = 6.3e6, MostEarthRadius = 6.4e6;

    /// <summary>What an open image has.</summary>
    /// <param name="dataset">The image.</param>
    /// <param name="preferRpc">Whether RPCs come first.</param>
    public static Georeference Of(Dataset dataset, bool preferRpc = false)
    {
        var affine = HasGeoTransform(dataset);
        var points = dataset.GetGCPCount();
        if (HasRpc(dataset) && (preferRpc || (!affine && points <= Corners) || dataset.GetDriver().ShortName == "NITF"))
        {
            return new Georeference("rpc", "WGS 84", null);
        }

        if (affine)
        {
            using var reference = dataset.GetSpatialRef();
            return Judge("affine", reference);
        }

        if (points > 0)
        {
            var wkt = dataset.GetGCPProjection();
            using var reference = string.IsNullOrEmpty(wkt) ? null : new SpatialReference(wkt);
            var found = Judge("gcp", reference);
            return found.Method == "none" || PointsSuffice(dataset) ? found : found with
            {
                Method = "none",
                Note = $"its {points} ground control point{(points == 1 ? "" : "s")} cannot carry pixels to the map: at least 3 are needed that are not in one line",
            };
        }

        return new Georeference("none", null, null);
    }

    /// <summary>Makes what carries pixels to the map; null where there is no place. Uses the dataset, which must live longer.</summary>
    /// <param name="dataset">The image.</param>
    /// <param name="height">Metres above the ellipsoid for RPCs; null: their own offset.</param>
    /// <param name="dem">An elevation model for RPCs, as GDAL spells it, or null.</param>
    /// <param name="owned">What is to be disposed with it, or null.</param>
    /// <exception cref="ApplicationException">GDAL cannot make it.</exception>
    public IGeolocator? Open(Dataset dataset, double? height, string? dem, IDisposable? owned = null)
    {
        List<string> options = ["DST_SRS=EPSG:4326"];
        switch (Method)
        {
            case "affine":
                options.Add("METHOD=GEOTRANSFORM");
                break;
            case "gcp":
                options.Add("METHOD=GCP_POLYNOMIAL");
                break;
            case "rpc":
                options.AddRange(["METHOD=RPC", "RPC_PIXEL_ERROR_THRESHOLD=0.001", "RPC_MAX_ITERATIONS=30"]);
                options.Add(dem is not null ? "RPC_DEM=" + dem : "RPC_HEIGHT=" + (height?.ToString("R") ?? dataset.GetMetadataItem("HEIGHT_OFF", "RPC") ?? "0"));
                break;
            default:
                return null;
        }

        return new TransformerGeolocator(Method, new Transformer(dataset, null, [.. options]), owned);
    }

    /// <summary>Whether an open image has rational polynomial coefficients.</summary>
    /// <param name="dataset">The image.</param>
    public static bool HasRpc(Dataset dataset) => dataset.GetMetadata("RPC") is { Length: > 0 };

    // The binding gives the identity where there is none; GDAL itself takes both signs of the last as none.
    private static bool HasGeoTransform(Dataset dataset)
    {
        var t = new double[6];
        dataset.GetGeoTransform(t);
        return t is not [0, 1, 0, 0, 0, 1 or -1];
    }

    // GDAL fits a polynomial through them; points in one line leave it open.
    private static bool PointsSuffice(Dataset dataset)
    {
        var points = dataset.GetGCPs();
        if (points.Length < LeastPoints || AreInLine(points, static p => (p.GCPPixel, p.GCPLine)) || AreInLine(points, static p => (p.GCPX, p.GCPY)))
        {
            return false;
        }

        try
        {
            new Transformer(dataset, null, ["METHOD=GCP_POLYNOMIAL"]).Dispose();
            return true;
        }
        catch (ApplicationException)
        {
            return false;
        }
    }

    private static bool AreInLine(GCP[] points, Func<GCP, (double X, double Y)> place)
    {
        var places = Array.ConvertAll(points, p => place(p));
        double meanX = places.Average(static p => p.X), meanY = places.Average(static p => p.Y), xx = 0, xy = 0, yy = 0;
        foreach (var (x, y) in places)
        {
            (xx, xy, yy) = (xx + ((x - meanX) * (x - meanX)), xy + ((x - meanX) * (y - meanY)), yy + ((y - meanY) * (y - meanY)));
        }

        // The lesser and the greater spread, squared: a hundred-thousandth of the length is no width.
        return (xx * yy) - (xy * xy) <= 1e-10 * (xx + yy) * (xx + yy);
    }

    private static Georeference Judge(string method, SpatialReference? reference)
    {
        if (reference is null)
        {
            return new Georeference("none", null, "its coordinates name no coordinate reference system; add one with gdal_edit -a_srs EPSG:…");
        }

        var name = reference.GetName();
        if (reference.IsLocal() != 0 || (reference.IsProjected() == 0 && reference.IsGeographic() == 0))
        {
            return new Georeference("none", name, $"its reference system, {name}, is local: it has no place on the Earth");
        }

        return reference.GetSemiMajor() is >= LeastEarthRadius and <= MostEarthRadius
            ? new Georeference(method, name, null)
            : new Georeference("none", name, $"its reference system, {name}, is of another body than the Earth");
    }
}
