using System.Runtime.InteropServices;
using OSGeo.Interop;
using OSGeo.OSR;

namespace OSGeo.OGR;

public class Geometry : IDisposable
{
    public Geometry(wkbGeometryType type)
        : this(Own(Native.OGR_G_CreateGeometry((int)type)))
    {
    }

    internal Geometry(NativeHandle handle) => Handle = handle;

    internal NativeHandle Handle { get; }

    public static Geometry CreateFromWkb(byte[] wkb)
    {
        Errors.Clear();
        var error = Native.OGR_G_CreateFromWkb(wkb, NativeHandle.Null, out var geometry, wkb.Length);
        Errors.CheckOgr(error);
        return geometry == 0 ? null : new Geometry(Own(geometry));
    }

    public static Geometry CreateFromWkt(string wkt)
    {
        Errors.Clear();
        var text = Marshal.StringToCoTaskMemUTF8(wkt);
        try
        {
            var cursor = text;
            var error = Native.OGR_G_CreateFromWkt(ref cursor, NativeHandle.Null, out var geometry);
            Errors.CheckOgr(error);
            return geometry == 0 ? null : new Geometry(Own(geometry));
        }
        finally
        {
            Marshal.FreeCoTaskMem(text);
        }
    }

    public int WkbSize() => Native.OGR_G_WkbSize(Handle);

    public int ExportToWkb(byte[] buffer) => ExportToWkb(buffer, wkbByteOrder.wkbXDR);

    public int ExportToWkb(byte[] buffer, wkbByteOrder byte_order)
    {
        if (buffer.Length < WkbSize())
        {
            throw new ArgumentException("Buffer size is small (ExportToWkb)");
        }

        Errors.Clear();
        return Errors.CheckOgr(Native.OGR_G_ExportToWkb(Handle, (int)byte_order, buffer));
    }

    public int ExportToWkt(out string argout)
    {
        Errors.Clear();
        var error = Native.OGR_G_ExportToWkt(Handle, out var text);
        argout = Marshal.PtrToStringUTF8(text);
        Native.VSIFree(text);
        return Errors.CheckOgr(error);
    }

    public string ExportToJson(string[] options)
    {
        Errors.Clear();
        using var list = new StringList(options);
        var text = Native.OGR_G_ExportToJsonEx(Handle, list.Pointer);
        var json = Marshal.PtrToStringUTF8(text);
        Native.VSIFree(text);
        return Errors.Check(json);
    }

    public wkbGeometryType GetGeometryType() => (wkbGeometryType)Native.OGR_G_GetGeometryType(Handle);

    public string GetGeometryName() => Marshal.PtrToStringUTF8(Native.OGR_G_GetGeometryName(Handle));

    public int GetGeometryCount() => Native.OGR_G_GetGeometryCount(Handle);

    public Geometry GetGeometryRef(int geom)
    {
        Errors.Clear();
        var part = Errors.Check(Native.OGR_G_GetGeometryRef(Handle, geom));
        return part == 0 ? null : new Geometry(NativeHandle.Borrowed(part, this));
    }

    public int AddGeometry(Geometry other)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OGR_G_AddGeometry(Handle, other.Handle));
    }

    public void AddPoint(double x, double y, double z)
    {
        Errors.Clear();
        Native.OGR_G_AddPoint(Handle, x, y, z);
        Errors.Check();
    }

    public void AddPoint_2D(double x, double y)
    {
        Errors.Clear();
        Native.OGR_G_AddPoint_2D(Handle, x, y);
        Errors.Check();
    }

    public int GetPointCount() => Native.OGR_G_GetPointCount(Handle);

    public double GetX(int point) => Native.OGR_G_GetX(Handle, point);

    public double GetY(int point) => Native.OGR_G_GetY(Handle, point);

    public double GetZ(int point) => Native.OGR_G_GetZ(Handle, point);

    public double GetArea() => Native.OGR_G_Area(Handle);

    public bool IsEmpty() => Native.OGR_G_IsEmpty(Handle) != 0;

    public bool IsValid() => Native.OGR_G_IsValid(Handle) != 0;

    public void FlattenTo2D() => Native.OGR_G_FlattenTo2D(Handle);

    public Geometry GetLinearGeometry(double dfMaxAngleStepSizeDegrees, string[] options)
    {
        Errors.Clear();
        using var list = new StringList(options);
        return new Geometry(Errors.Check(Own(Native.OGR_G_GetLinearGeometry(Handle, dfMaxAngleStepSizeDegrees, list.Pointer))));
    }

    public void GetEnvelope(Envelope env)
    {
        var values = new double[4];
        Native.OGR_G_GetEnvelope(Handle, values);
        env.Take(values);
    }

    public int Transform(CoordinateTransformation trans)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OGR_G_Transform(Handle, trans.Handle));
    }

    public void AssignSpatialReference(SpatialReference reference) => Native.OGR_G_AssignSpatialReference(Handle, reference?.Handle ?? NativeHandle.Null);

    public SpatialReference GetSpatialReference()
    {
        var reference = Native.OGR_G_GetSpatialReference(Handle);
        return reference == 0 ? null : new SpatialReference(Native.OSRClone(reference));
    }

    public Geometry Clone() => new(Own(Native.OGR_G_Clone(Handle)));

    public virtual void Dispose()
    {
        Handle.Dispose();
        GC.SuppressFinalize(this);
    }

    private static NativeHandle Own(nint pointer) => NativeHandle.Owned(pointer, Native.OGR_G_DestroyGeometry);
}
