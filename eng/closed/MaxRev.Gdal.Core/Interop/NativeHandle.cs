using System.Runtime.InteropServices;

namespace OSGeo.Interop;

/// <summary>A pointer of GDAL: owned ones are given back once; borrowed ones keep their owner from the finaliser.</summary>
internal sealed class NativeHandle : SafeHandle
{
    public static readonly NativeHandle Null = new(0, null, null);

    private readonly Action<nint> release;
    private readonly object owner;

    private NativeHandle(nint pointer, Action<nint> release, object owner)
        : base(0, release is not null)
    {
        SetHandle(pointer);
        this.release = release;
        this.owner = owner;
    }

    public override bool IsInvalid => handle == 0;

    public static NativeHandle Owned(nint pointer, Action<nint> release) => new(pointer, release, null);

    public static NativeHandle Borrowed(nint pointer, object owner) => new(pointer, null, owner);

    /// <summary>The owner from now on is native code.</summary>
    public nint Disown()
    {
        SetHandleAsInvalid();
        return handle;
    }

    protected override bool ReleaseHandle()
    {
        release(handle);
        GC.KeepAlive(owner);
        return true;
    }
}
