using System.Runtime.InteropServices;

namespace OSGeo.Interop;

internal static partial class Native
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OGRGetDriverByName(string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OGR_Dr_CreateDataSource(NativeHandle driver, string path, nint options);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OGR_Dr_Open(NativeHandle driver, string path, int update);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OGR_Dr_DeleteDataSource(NativeHandle driver, string path);

    [LibraryImport(Library)]
    public static partial int GDALDatasetGetLayerCount(NativeHandle dataset);

    [LibraryImport(Library)]
    public static partial nint GDALDatasetGetLayer(NativeHandle dataset, int index);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALDatasetGetLayerByName(NativeHandle dataset, string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALDatasetCreateLayer(NativeHandle dataset, string name, NativeHandle reference, int type, nint options);

    [LibraryImport(Library)]
    public static partial int GDALDatasetDeleteLayer(NativeHandle dataset, int index);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALDatasetExecuteSQL(NativeHandle dataset, string statement, NativeHandle filter, string dialect);

    [LibraryImport(Library)]
    public static partial void GDALDatasetReleaseResultSet(NativeHandle dataset, NativeHandle layer);

    [LibraryImport(Library)]
    public static partial int GDALDatasetStartTransaction(NativeHandle dataset, int force);

    [LibraryImport(Library)]
    public static partial int GDALDatasetCommitTransaction(NativeHandle dataset);

    [LibraryImport(Library)]
    public static partial int GDALDatasetRollbackTransaction(NativeHandle dataset);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GDALDatasetTestCapability(NativeHandle dataset, string capability);

    [LibraryImport(Library)]
    public static partial nint OGR_L_GetName(NativeHandle layer);

    [LibraryImport(Library)]
    public static partial int OGR_L_GetGeomType(NativeHandle layer);

    [LibraryImport(Library)]
    public static partial nint OGR_L_GetFIDColumn(NativeHandle layer);

    [LibraryImport(Library)]
    public static partial nint OGR_L_GetLayerDefn(NativeHandle layer);

    [LibraryImport(Library)]
    public static partial nint OGR_L_GetSpatialRef(NativeHandle layer);

    [LibraryImport(Library)]
    public static partial int OGR_L_CreateField(NativeHandle layer, NativeHandle field, int approximate);

    [LibraryImport(Library)]
    public static partial int OGR_L_CreateFeature(NativeHandle layer, NativeHandle feature);

    [LibraryImport(Library)]
    public static partial int OGR_L_SetFeature(NativeHandle layer, NativeHandle feature);

    [LibraryImport(Library)]
    public static partial int OGR_L_DeleteFeature(NativeHandle layer, long id);

    [LibraryImport(Library)]
    public static partial nint OGR_L_GetFeature(NativeHandle layer, long id);

    [LibraryImport(Library)]
    public static partial nint OGR_L_GetNextFeature(NativeHandle layer);

    [LibraryImport(Library)]
    public static partial void OGR_L_ResetReading(NativeHandle layer);

    [LibraryImport(Library)]
    public static partial long OGR_L_GetFeatureCount(NativeHandle layer, int force);

    [LibraryImport(Library)]
    public static partial int OGR_L_GetExtent(NativeHandle layer, [Out] double[] envelope, int force);

    [LibraryImport(Library)]
    public static partial void OGR_L_SetSpatialFilter(NativeHandle layer, NativeHandle filter);

    [LibraryImport(Library)]
    public static partial void OGR_L_SetSpatialFilterRect(NativeHandle layer, double minX, double minY, double maxX, double maxY);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OGR_L_SetAttributeFilter(NativeHandle layer, string filter);

    [LibraryImport(Library)]
    public static partial int OGR_L_StartTransaction(NativeHandle layer);

    [LibraryImport(Library)]
    public static partial int OGR_L_CommitTransaction(NativeHandle layer);

    [LibraryImport(Library)]
    public static partial int OGR_L_RollbackTransaction(NativeHandle layer);

    [LibraryImport(Library)]
    public static partial int OGR_L_SyncToDisk(NativeHandle layer);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OGR_L_TestCapability(NativeHandle layer, string capability);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OGR_Fld_Create(string name, int type);

    [LibraryImport(Library)]
    public static partial void OGR_Fld_Destroy(nint field);

    [LibraryImport(Library)]
    public static partial nint OGR_Fld_GetNameRef(NativeHandle field);

    [LibraryImport(Library)]
    public static partial int OGR_Fld_GetType(NativeHandle field);

    [LibraryImport(Library)]
    public static partial int OGR_Fld_GetSubType(NativeHandle field);

    [LibraryImport(Library)]
    public static partial void OGR_Fld_SetSubType(NativeHandle field, int type);

    [LibraryImport(Library)]
    public static partial int OGR_Fld_GetWidth(NativeHandle field);

    [LibraryImport(Library)]
    public static partial void OGR_Fld_SetWidth(NativeHandle field, int width);

    [LibraryImport(Library)]
    public static partial int OGR_Fld_GetPrecision(NativeHandle field);

    [LibraryImport(Library)]
    public static partial void OGR_Fld_SetPrecision(NativeHandle field, int precision);

    [LibraryImport(Library)]
    public static partial void OGR_Fld_SetNullable(NativeHandle field, int nullable);

    [LibraryImport(Library)]
    public static partial nint OGR_FD_GetName(NativeHandle definition);

    [LibraryImport(Library)]
    public static partial int OGR_FD_GetFieldCount(NativeHandle definition);

    [LibraryImport(Library)]
    public static partial nint OGR_FD_GetFieldDefn(NativeHandle definition, int index);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OGR_FD_GetFieldIndex(NativeHandle definition, string name);

    [LibraryImport(Library)]
    public static partial int OGR_FD_GetGeomType(NativeHandle definition);

    [LibraryImport(Library)]
    public static partial nint OGR_F_Create(NativeHandle definition);

    [LibraryImport(Library)]
    public static partial void OGR_F_Destroy(nint feature);

    [LibraryImport(Library)]
    public static partial long OGR_F_GetFID(NativeHandle feature);

    [LibraryImport(Library)]
    public static partial int OGR_F_SetFID(NativeHandle feature, long id);

    [LibraryImport(Library)]
    public static partial nint OGR_F_GetDefnRef(NativeHandle feature);

    [LibraryImport(Library)]
    public static partial int OGR_F_GetFieldCount(NativeHandle feature);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OGR_F_GetFieldIndex(NativeHandle feature, string name);

    [LibraryImport(Library)]
    public static partial nint OGR_F_GetFieldDefnRef(NativeHandle feature, int index);

    [LibraryImport(Library)]
    public static partial int OGR_F_IsFieldSetAndNotNull(NativeHandle feature, int index);

    [LibraryImport(Library)]
    public static partial nint OGR_F_GetFieldAsString(NativeHandle feature, int index);

    [LibraryImport(Library)]
    public static partial int OGR_F_GetFieldAsInteger(NativeHandle feature, int index);

    [LibraryImport(Library)]
    public static partial long OGR_F_GetFieldAsInteger64(NativeHandle feature, int index);

    [LibraryImport(Library)]
    public static partial double OGR_F_GetFieldAsDouble(NativeHandle feature, int index);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void OGR_F_SetFieldString(NativeHandle feature, int index, string value);

    [LibraryImport(Library)]
    public static partial void OGR_F_SetFieldInteger(NativeHandle feature, int index, int value);

    [LibraryImport(Library)]
    public static partial void OGR_F_SetFieldInteger64(NativeHandle feature, int index, long value);

    [LibraryImport(Library)]
    public static partial void OGR_F_SetFieldDouble(NativeHandle feature, int index, double value);

    [LibraryImport(Library)]
    public static partial void OGR_F_SetFieldDateTimeEx(NativeHandle feature, int index, int year, int month, int day, int hour, int minute, float second, int zone);

    [LibraryImport(Library)]
    public static partial void OGR_F_SetFieldNull(NativeHandle feature, int index);

    [LibraryImport(Library)]
    public static partial void OGR_F_UnsetField(NativeHandle feature, int index);

    [LibraryImport(Library)]
    public static partial int OGR_F_SetGeometry(NativeHandle feature, NativeHandle geometry);

    [LibraryImport(Library)]
    public static partial int OGR_F_SetGeometryDirectly(NativeHandle feature, nint geometry);

    [LibraryImport(Library)]
    public static partial nint OGR_F_GetGeometryRef(NativeHandle feature);

    [LibraryImport(Library)]
    public static partial nint OGR_G_CreateGeometry(int type);

    [LibraryImport(Library)]
    public static partial void OGR_G_DestroyGeometry(nint geometry);

    [LibraryImport(Library)]
    public static partial int OGR_G_CreateFromWkb(byte[] bytes, NativeHandle reference, out nint geometry, int length);

    [LibraryImport(Library)]
    public static partial int OGR_G_CreateFromWkt(ref nint text, NativeHandle reference, out nint geometry);

    [LibraryImport(Library)]
    public static partial int OGR_G_WkbSize(NativeHandle geometry);

    [LibraryImport(Library)]
    public static partial int OGR_G_ExportToWkb(NativeHandle geometry, int order, [Out] byte[] buffer);

    [LibraryImport(Library)]
    public static partial int OGR_G_ExportToWkt(NativeHandle geometry, out nint text);

    [LibraryImport(Library)]
    public static partial nint OGR_G_ExportToJsonEx(NativeHandle geometry, nint options);

    [LibraryImport(Library)]
    public static partial int OGR_G_GetGeometryType(NativeHandle geometry);

    [LibraryImport(Library)]
    public static partial nint OGR_G_GetGeometryName(NativeHandle geometry);

    [LibraryImport(Library)]
    public static partial int OGR_G_GetGeometryCount(NativeHandle geometry);

    [LibraryImport(Library)]
    public static partial nint OGR_G_GetGeometryRef(NativeHandle geometry, int index);

    [LibraryImport(Library)]
    public static partial int OGR_G_AddGeometry(NativeHandle geometry, NativeHandle other);

    [LibraryImport(Library)]
    public static partial void OGR_G_AddPoint(NativeHandle geometry, double x, double y, double z);

    [LibraryImport(Library)]
    public static partial void OGR_G_AddPoint_2D(NativeHandle geometry, double x, double y);

    [LibraryImport(Library)]
    public static partial int OGR_G_GetPointCount(NativeHandle geometry);

    [LibraryImport(Library)]
    public static partial double OGR_G_GetX(NativeHandle geometry, int index);

    [LibraryImport(Library)]
    public static partial double OGR_G_GetY(NativeHandle geometry, int index);

    [LibraryImport(Library)]
    public static partial double OGR_G_GetZ(NativeHandle geometry, int index);

    [LibraryImport(Library)]
    public static partial double OGR_G_Area(NativeHandle geometry);

    [LibraryImport(Library)]
    public static partial int OGR_G_IsEmpty(NativeHandle geometry);

    [LibraryImport(Library)]
    public static partial int OGR_G_IsValid(NativeHandle geometry);

    [LibraryImport(Library)]
    public static partial void OGR_G_FlattenTo2D(NativeHandle geometry);

    [LibraryImport(Library)]
    public static partial nint OGR_G_GetLinearGeometry(NativeHandle geometry, double step, nint options);

    [LibraryImport(Library)]
    public static partial void OGR_G_GetEnvelope(NativeHandle geometry, [Out] double[] envelope);

    [LibraryImport(Library)]
    public static partial int OGR_G_Transform(NativeHandle geometry, NativeHandle transformation);

    [LibraryImport(Library)]
    public static partial void OGR_G_AssignSpatialReference(NativeHandle geometry, NativeHandle reference);

    [LibraryImport(Library)]
    public static partial nint OGR_G_GetSpatialReference(NativeHandle geometry);

    [LibraryImport(Library)]
    public static partial nint OGR_G_Clone(NativeHandle geometry);
}
