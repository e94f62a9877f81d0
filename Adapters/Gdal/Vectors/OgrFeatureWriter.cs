using OSGeo.OGR;
using OSGeo.OSR;
using RedKube.Core.Errors;
using RedKube.Core.Outputs;
using Feature = RedKube.Core.Outputs.Feature;
using OgrFeature = OSGeo.OGR.Feature;

namespace RedKube.Adapters.Gdal.Vectors;

/// <summary>
/// Writes a GeoPackage or FlatGeobuf file with one layer, "detections", of MultiPolygons. Coordinates are rounded as in GeoJSON. The same features give the same
/// bytes with the same GDAL. FlatGeobuf's spatial index puts features in an order of its own and holds about 64 bytes for each until the end. OGR
/// writes no FlatGeobuf feature without geometry, so one that has no place on the map is not in such a file; <see cref="FeatureBuilder.Unplaced"/> counts them.
/// </summary>
internal sealed class OgrFeatureWriter : IFeatureWriter
{
    private const string LayerName = "detections";
    private const string Package = "GPKG";
    private const int ErrorFailure = 3;
    private const int Slack = 1 << 16;
    private const int IndexBytes = 64;
    private readonly string path;
    private readonly OutputHeader header;
    private readonly OgrFields fields;
    private readonly string driverName;
    private bool inTransaction;
    private DataSource? source;
    private Layer? layer;
    private FeatureDefn? definition;
    private long written;
    private bool completed;
    private bool lacksRoom;

    /// <summary>Starts a file.</summary>
    /// <param name="driverName">GPKG or FlatGeobuf.</param>
    /// <param name="path">The new file; one that is there is replaced.</param>
    /// <param name="header">What holds for all features.</param>
    /// <exception cref="RedKubeException">RK4001, RK4004.</exception>
    public OgrFeatureWriter(string driverName, string path, OutputHeader header)
    {
        this.path = path;
        this.driverName = driverName;
        this.header = header;
        GdalRuntime.Initialise();

        // GeoPackage stores the time of the last change, and newer GDALs build its index on a second thread: both would make two runs differ.
        GdalApi.SetConfigOption("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z");
        GdalApi.SetConfigOption("OGR_GPKG_ALLOW_THREADED_RTREE", "NO");
        fields = new OgrFields(header);
        try
        {
            // SQLite would only say that it cannot open the file, and OGR reuses a file that is there: .NET says why, and empties the place.
            File.Create(path).Dispose();
            File.Delete(path);
            Begin();
        }
        catch (Exception e) when (IsWriteError(e))
        {
            Dispose();
            throw Explain(e);
        }
    }

    // Where FlatGeobuf's driver keeps features until it knows their order.
    private string SpoolPath => Path.ChangeExtension(path, null) + "_temp.fgb";

    /// <inheritdoc/>
    public void Write(Feature feature)
    {
        try
        {
            var wkb = GeometryWkb.Of(feature, header.IsGeoreferenced);
            if (wkb is not null || driverName == Package)
            {
                Add(feature, wkb);
                written++;
            }
        }
        catch (Exception e) when (IsWriteError(e))
        {
            throw Explain(e);
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        try
        {
            if (inTransaction)
            {
                source!.CommitTransaction();
            }

            Close();
            Check();
            using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
            {
                file.Flush(flushToDisk: true);
            }

            completed = true;
        }
        catch (Exception e) when (IsWriteError(e))
        {
            throw Explain(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (completed)
        {
            return;
        }

        try
        {
            Close();
        }
        catch (Exception e) when (IsWriteError(e))
        {
            // The file is thrown away, so what stands in the way of its last bytes does not matter.
        }

        foreach (var left in new[] { path, path + "-journal", path + "-wal", path + "-shm", SpoolPath })
        {
            if (File.Exists(left))
            {
                File.Delete(left);
            }
        }
    }

    // GDAL's bindings throw ApplicationException for whatever GDAL reports.
    private static bool IsWriteError(Exception e) => e is ApplicationException || OutputErrors.IsFileError(e);

    // FlatGeobuf's driver only says that a write or a seek failed, and gives its space back at once: so the disk is asked before the last writes.
    private RedKubeException Explain(Exception e) =>
        OutputErrors.Explain(!OutputErrors.IsNoSpace(e) && lacksRoom ? new IOException($"No space left on device. {e.Message}", e) : e, path);

    // The features so far are copied behind their index, which takes about 64 bytes for each.
    private bool LacksRoom()
    {
        try
        {
            var spooled = new FileInfo(SpoolPath);
            var wanted = Slack + (spooled.Exists ? spooled.Length + (written * IndexBytes) : 0);
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!).AvailableFreeSpace < wanted;
        }
        catch (Exception e) when (OutputErrors.IsFileError(e) || e is ArgumentException)
        {
            return false;
        }
    }

    private const string Wgs84 =
        """
        GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],
        PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],
        AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]
        """;

    private static SpatialReference? Crs(bool isGeoreferenced)
    {
        if (!isGeoreferenced)
        {
            return null;
        }

        // Spelled out: imported by its code, GDAL describes it with or without its datum ensemble, as the thread's earlier work left its cache.
        var crs = new SpatialReference(Wgs84);
        crs.SetAxisMappingStrategy(AxisMappingStrategy.OAMS_TRADITIONAL_GIS_ORDER);
        return crs;
    }

    private void Begin()
    {
        var isPackage = driverName == Package;
        using var driver = Ogr.GetDriverByName(driverName);
        source = driver.CreateDataSource(path, isPackage ? ["VERSION=1.3"] : []);
        using var crs = Crs(header.IsGeoreferenced);
        layer = source.CreateLayer(LayerName, crs, wkbGeometryType.wkbMultiPolygon, isPackage ? ["GEOMETRY_NAME=geom"] : []);
        fields.Create(layer);
        definition = layer.GetLayerDefn();
        inTransaction = isPackage && source.StartTransaction(0) == 0;
    }

    private void Add(Feature feature, byte[]? wkb)
    {
        using var row = new OgrFeature(definition!);
        if (wkb is not null)
        {
            using var geometry = OSGeo.OGR.Geometry.CreateFromWkb(wkb);
            row.SetGeometry(geometry);
        }

        fields.Fill(row, feature);
        layer!.CreateFeature(row);
    }

    // Much is written only now, and the bindings' Dispose does not say when that fails.
    private void Close()
    {
        definition?.Dispose();
        layer?.Dispose();
        definition = null;
        layer = null;
        if (source is null)
        {
            return;
        }

        lacksRoom = LacksRoom();
        var closing = source;
        source = null;
        GdalApi.ErrorReset();
        closing.Dispose();
        if (GdalApi.GetLastErrorType() >= ErrorFailure)
        {
            throw new IOException(GdalApi.GetLastErrorMsg());
        }
    }

    private void Check()
    {
        using var file = Ogr.Open(path, 0);
        using var rows = file.GetLayerByIndex(0);
        var found = rows.GetFeatureCount(1);
        if (found != written)
        {
            throw new IOException($"{written} features were written, but the file holds {found}.");
        }
    }
}
