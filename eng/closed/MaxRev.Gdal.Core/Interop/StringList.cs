using System.Runtime.InteropServices;

namespace OSGeo.Interop;

/// <summary>Carries string[] to and from GDAL's null-terminated lists of UTF-8 strings.</summary>
internal readonly ref struct StringList : IDisposable
{
    private readonly int count;

    public StringList(string[] values)
    {
        if (values is null)
        {
            return;
        }

        count = values.Length;
        Pointer = Marshal.AllocHGlobal((count + 1) * nint.Size);
        for (var i = 0; i < count; i++)
        {
            Marshal.WriteIntPtr(Pointer, i * nint.Size, Marshal.StringToCoTaskMemUTF8(values[i]));
        }

        Marshal.WriteIntPtr(Pointer, count * nint.Size, 0);
    }

    public nint Pointer { get; }

    public static string[] Read(nint list)
    {
        var result = new List<string>();
        for (var i = 0; list != 0; i++)
        {
            var item = Marshal.ReadIntPtr(list, i * nint.Size);
            if (item == 0)
            {
                break;
            }

            result.Add(Marshal.PtrToStringUTF8(item));
        }

        return [.. result];
    }

    public static string[] ReadAndFree(nint list)
    {
        var result = Read(list);
        Native.CSLDestroy(list);
        return result;
    }

    public void Dispose()
    {
        for (var i = 0; i < count; i++)
        {
            Marshal.FreeCoTaskMem(Marshal.ReadIntPtr(Pointer, i * nint.Size));
        }

        Marshal.FreeHGlobal(Pointer);
    }
}
