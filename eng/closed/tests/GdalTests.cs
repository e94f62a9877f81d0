using OSGeo.GDAL;
using OSGeo.OGR;
using OSGeo.OSR;
using Gdal = OSGeo.GDAL.Gdal;

namespace RedKube.Closed.Tests;

/// <summary>The stand-in of MaxRev.Gdal.Core behaves as the SWIG bindings do.</summary>
public sealed class GdalTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("redkube-closed-gdal-").FullName;

    public GdalTests()
    {
        MaxRev.Gdal.Core.GdalBase.ConfigureAll();
        Gdal.UseExceptions();
        Ogr.UseExceptions();
        Osr.UseExceptions();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ConfigureAll_Twice_RegistersDrivers()
    {
        MaxRev.Gdal.Core.GdalBase.ConfigureAll();
        Assert.True(MaxRev.Gdal.Core.GdalBase.IsConfigured);
        Assert.Equal("GeoTIFF", Gdal.GetDriverByName("GTiff").LongName);
    }

    [Fact]
    public void Open_NoSuchFile_ThrowsApplicationExceptionWithGdalsWords()
    {
        var error = Assert.Throws<ApplicationException>(() => Gdal.Open(At("none.tif"), Access.GA_ReadOnly));
        Assert.Contains("No such file or directory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_OfOneThread_AreNotSeenByAnother()
    {
        Assert.Throws<ApplicationException>(() => Gdal.Open(At("none.tif"), Access.GA_ReadOnly));
        var seen = "";
        var thread = new Thread(() => seen = Gdal.GetLastErrorMsg());
        thread.Start();
        thread.Join();
        Assert.Equal("", seen);
        Assert.NotEqual("", Gdal.GetLastErrorMsg());
    }

    [Fact]
    public void WriteRaster_ThenReadRaster_GivesTheSame()
    {
        var path = At("ä b.tif");
        using (var made = Gdal.GetDriverByName("GTiff").Create(path, 4, 2, 2, DataType.GDT_UInt16, ["INTERLEAVE=PIXEL"]))
        {
            made.GetRasterBand(2).WriteRaster(0, 0, 4, 2, new[] { 1, 2, 3, 4, 5, 6, 7, 60000 }, 4, 2, 0, 0);
            made.SetMetadataItem("KEY", "wért", "");
            made.SetGeoTransform([1, 2, 0, 3, 0, -2]);
            made.SetGCPs([], "");
        }

        using var dataset = Gdal.OpenEx(path, 0x02, ["GTiff"], null, null);
        var values = new float[2];
        dataset.ReadRaster(2, 1, 2, 1, values, 2, 1, 1, [2], 0, 0, 0);
        Assert.Equal([7f, 60000f], values);
        Assert.Equal("wért", dataset.GetMetadataItem("KEY", ""));
        Assert.Contains("KEY=wért", dataset.GetMetadata(""));
        Assert.Equal([path], dataset.GetFileList());
        Assert.Equal("GTiff", dataset.GetDriver().ShortName);
    }

    [Fact]
    public void ReadRaster_OutsideTheRaster_Throws()
    {
        using var dataset = Gdal.GetDriverByName("MEM").Create("", 4, 4, 1, DataType.GDT_Byte, null);
        Assert.Throws<ApplicationException>(() => dataset.GetRasterBand(1).ReadRaster(2, 2, 4, 4, new byte[16], 4, 4, 0, 0));
    }

    [Fact]
    public void GetGeoTransform_WithoutOne_GivesTheIdentity()
    {
        using var dataset = Gdal.GetDriverByName("MEM").Create("", 4, 4, 1, DataType.GDT_Byte, null);
        var transform = new double[6];
        dataset.GetGeoTransform(transform);
        Assert.Equal([0, 1, 0, 0, 0, 1], transform);
        Assert.Null(dataset.GetSpatialRef());
    }

    [Fact]
    public void SetGCPs_ThenGetGCPs_GivesTheSame()
    {
        using var dataset = Gdal.GetDriverByName("MEM").Create("", 4, 4, 1, DataType.GDT_Byte, null);
        dataset.SetGCPs([new GCP(15, 47, 100, 1.5, 2.5, "info", "7")], "");
        var point = Assert.Single(dataset.GetGCPs());
        Assert.Equal((15, 47, 100, 1.5, 2.5, "info", "7"), (point.GCPX, point.GCPY, point.GCPZ, point.GCPPixel, point.GCPLine, point.Info, point.Id));
    }

    [Fact]
    public void TransformPoints_AxisOrder_IsTheStrategys()
    {
        using var utm = new SpatialReference("");
        utm.ImportFromEPSG(32633);
        using var strict = new SpatialReference("");
        strict.ImportFromEPSG(4326);
        using var traditional = strict.Clone();
        traditional.SetAxisMappingStrategy(AxisMappingStrategy.OAMS_TRADITIONAL_GIS_ORDER);
        Assert.Equal("4326", strict.GetAuthorityCode(null));
        using var toStrict = new CoordinateTransformation(utm, strict);
        using var toTraditional = new CoordinateTransformation(utm, traditional);
        double[] x = [500000], y = [5200000], z = [0];
        toTraditional.TransformPoints(1, x, y, z);
        var point = new double[3];
        toStrict.TransformPoint(point, 500000, 5200000, 0);
        Assert.Equal(15, x[0], 1e-9);
        Assert.Equal((x[0], y[0]), (point[1], point[0]));
    }

    [Fact]
    public void Transformer_OfARotatedImage_GoesThereAndBack()
    {
        using var dataset = Gdal.GetDriverByName("MEM").Create("", 10, 10, 1, DataType.GDT_Byte, null);
        dataset.SetGeoTransform([100, 1, 2, 200, 3, -4]);
        using var transformer = new Transformer(dataset, null, ["METHOD=GEOTRANSFORM"]);
        double[] x = [1, 2], y = [3, 4], z = [0, 0];
        var success = new int[2];
        Assert.NotEqual(0, transformer.TransformPoints(0, 2, x, y, z, success));
        Assert.Equal([107, 110], x);
        Assert.Equal([191, 190], y);
        transformer.TransformPoints(1, 2, x, y, z, success);
        Assert.Equal(1, x[0], 1e-9);
        Assert.Equal(4, y[1], 1e-9);
    }

    [Fact]
    public void CreateFeature_InATransaction_IsReadBackThroughAFilter()
    {
        var path = At("a.gpkg");
        using (var made = Ogr.GetDriverByName("GPKG").CreateDataSource(path, []))
        {
            using var reference = new SpatialReference("");
            reference.ImportFromEPSG(4326);
            var layer = made.CreateLayer("things", reference, wkbGeometryType.wkbPolygon, []);
            layer.CreateField(new FieldDefn("name", FieldType.OFTString), 1);
            layer.CreateField(new FieldDefn("size", FieldType.OFTInteger64), 1);
            made.StartTransaction(0);
            for (var i = 0; i < 3; i++)
            {
                using var square = Geometry.CreateFromWkt($"POLYGON (({i} 0,{i}.5 0,{i}.5 1,{i} 1,{i} 0))");
                using var feature = new Feature(layer.GetLayerDefn());
                feature.SetField(0, $"näme {i}");
                feature.SetFieldInteger64(1, 1L << 40);
                feature.SetGeometry(square);
                layer.CreateFeature(feature);
            }

            made.CommitTransaction();
        }

        using var opened = Ogr.Open(path, 0);
        var things = opened.GetLayerByName("things");
        Assert.Equal(3, things.GetFeatureCount(1));
        things.SetSpatialFilterRect(0.9, 0, 1.2, 1);
        using var found = things.GetNextFeature();
        Assert.Equal(("näme 1", 1L << 40), (found.GetFieldAsString("name"), found.GetFieldAsInteger64(1)));
        Assert.Equal(0.5, found.GetGeometryRef().GetArea(), 1e-12);
        Assert.Null(things.GetNextFeature());
    }

    [Fact]
    public void ExportToWkb_ThenCreateFromWkb_GivesTheSame()
    {
        using var line = Geometry.CreateFromWkt("LINESTRING (1 2,3 4)");
        var bytes = new byte[line.WkbSize()];
        line.ExportToWkb(bytes, wkbByteOrder.wkbNDR);
        using var again = Geometry.CreateFromWkb(bytes);
        again.ExportToWkt(out var wkt);
        Assert.Equal("LINESTRING (1 2,3 4)", wkt);
        Assert.Throws<ApplicationException>(() => Geometry.CreateFromWkb([1, 2, 3]));
    }

    [Fact]
    public void SetConfigOption_OfAThread_IsThatThreadsAlone()
    {
        Gdal.SetThreadLocalConfigOption("REDKUBE_TEST", "here");
        string? seen = "unset";
        var thread = new Thread(() => seen = Gdal.GetConfigOption("REDKUBE_TEST", null));
        thread.Start();
        thread.Join();
        Assert.Equal(("here", null), (Gdal.GetConfigOption("REDKUBE_TEST", null), seen));
        Gdal.SetThreadLocalConfigOption("REDKUBE_TEST", null);
    }

    [Fact]
    public void VirtualFiles_InMemory_AreWrittenListedAndRemoved()
    {
        Assert.True(Gdal.FileFromMemBuffer("/vsimem/redkube/a.txt", [1, 2, 3]));
        var file = Gdal.VSIFOpenL("/vsimem/redkube/a.txt", "rb");
        Gdal.VSIFSeekL(file, 0, 2);
        Assert.Equal(3, Gdal.VSIFTellL(file));
        Gdal.VSIFCloseL(file);
        Assert.Contains("a.txt", Gdal.ReadDir("/vsimem/redkube", 0));
        Assert.Equal(0, Gdal.Unlink("/vsimem/redkube/a.txt"));
    }

    [Fact]
    public void Dispose_OfADataset_WritesTheFile()
    {
        var path = At("d.tif");
        var made = Gdal.GetDriverByName("GTiff").Create(path, 16, 16, 1, DataType.GDT_Byte, null);
        made.GetRasterBand(1).Fill(9, 0);
        made.Dispose();
        made.Dispose();
        using var dataset = Gdal.Open(path, Access.GA_ReadOnly);
        var value = new byte[1];
        dataset.GetRasterBand(1).ReadRaster(3, 3, 1, 1, value, 1, 1, 0, 0);
        Assert.Equal(9, value[0]);
    }

    private string At(string name) => Path.Combine(folder, name);
}
