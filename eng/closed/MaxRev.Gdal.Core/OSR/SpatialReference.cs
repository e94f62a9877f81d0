using System.Runtime.InteropServices;
using OSGeo.Interop;

namespace OSGeo.OSR;

public class SpatialReference : IDisposable
{
    public SpatialReference(string wkt)
    {
        Errors.Clear();
        Handle = Errors.Check(Own(Native.OSRNewSpatialReference(wkt)));
    }

    internal SpatialReference(nint owned) => Handle = Own(owned);

    internal NativeHandle Handle { get; }

    public int ImportFromEPSG(int arg)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OSRImportFromEPSG(Handle, arg));
    }

    public int ImportFromWkt(ref string ppszInput)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OSRSetFromUserInput(Handle, ppszInput));
    }

    public int ImportFromProj4(string ppszInput)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OSRImportFromProj4(Handle, ppszInput));
    }

    public int SetFromUserInput(string name, string[] options)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OSRSetFromUserInput(Handle, name));
    }

    public int SetWellKnownGeogCS(string name)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OSRSetWellKnownGeogCS(Handle, name));
    }

    public int SetUTM(int zone, int north)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OSRSetUTM(Handle, zone, north));
    }

    public int SetLocalCS(string pszName)
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OSRSetLocalCS(Handle, pszName));
    }

    public int ExportToWkt(out string argout, string[] options)
    {
        Errors.Clear();
        using var list = new StringList(options);
        var error = Native.OSRExportToWktEx(Handle, out var text, list.Pointer);
        argout = Take(text);
        return Errors.CheckOgr(error);
    }

    public int ExportToProj4(out string argout)
    {
        Errors.Clear();
        var error = Native.OSRExportToProj4(Handle, out var text);
        argout = Take(text);
        return Errors.CheckOgr(error);
    }

    public void SetAxisMappingStrategy(AxisMappingStrategy strategy) => Native.OSRSetAxisMappingStrategy(Handle, (int)strategy);

    public AxisMappingStrategy GetAxisMappingStrategy() => (AxisMappingStrategy)Native.OSRGetAxisMappingStrategy(Handle);

    public string GetAuthorityCode(string target_key) => Marshal.PtrToStringUTF8(Native.OSRGetAuthorityCode(Handle, target_key));

    public string GetAuthorityName(string target_key) => Marshal.PtrToStringUTF8(Native.OSRGetAuthorityName(Handle, target_key));

    public string GetAttrValue(string name, int child) => Marshal.PtrToStringUTF8(Native.OSRGetAttrValue(Handle, name, child));

    public string GetName() => Marshal.PtrToStringUTF8(Native.OSRGetName(Handle));

    public int IsSame(SpatialReference rhs, string[] options)
    {
        Errors.Clear();
        using var list = new StringList(options);
        return Errors.Check(Native.OSRIsSameEx(Handle, rhs.Handle, list.Pointer));
    }

    public int IsGeographic() => Native.OSRIsGeographic(Handle);

    public int IsProjected() => Native.OSRIsProjected(Handle);

    public int IsGeocentric() => Native.OSRIsGeocentric(Handle);

    public int IsLocal() => Native.OSRIsLocal(Handle);

    public int IsVertical() => Native.OSRIsVertical(Handle);

    public double GetLinearUnits() => Native.OSRGetLinearUnits(Handle, 0);

    public double GetAngularUnits() => Native.OSRGetAngularUnits(Handle, 0);

    public double GetSemiMajor() => Native.OSRGetSemiMajor(Handle, 0);

    public int AutoIdentifyEPSG()
    {
        Errors.Clear();
        return Errors.CheckOgr(Native.OSRAutoIdentifyEPSG(Handle));
    }

    public SpatialReference Clone() => new(Native.OSRClone(Handle.DangerousGetHandle()));

    public virtual void Dispose()
    {
        Handle.Dispose();
        GC.SuppressFinalize(this);
    }

    private static NativeHandle Own(nint pointer) => NativeHandle.Owned(pointer, Native.OSRRelease);

    private static string Take(nint text)
    {
        var result = Marshal.PtrToStringUTF8(text);
        Native.VSIFree(text);
        return result;
    }
}
