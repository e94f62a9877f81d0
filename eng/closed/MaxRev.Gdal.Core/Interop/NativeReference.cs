using System.Runtime.InteropServices;

namespace OSGeo.Interop;

internal static partial class Native
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OSRNewSpatialReference(string wkt);

    [LibraryImport(Library)]
    public static partial void OSRRelease(nint reference);

    [LibraryImport(Library)]
    public static partial nint OSRClone(nint reference);

    [LibraryImport(Library)]
    public static partial int OSRImportFromEPSG(NativeHandle reference, int code);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OSRImportFromProj4(NativeHandle reference, string text);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OSRSetFromUserInput(NativeHandle reference, string text);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OSRSetWellKnownGeogCS(NativeHandle reference, string name);

    [LibraryImport(Library)]
    public static partial int OSRSetUTM(NativeHandle reference, int zone, int north);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OSRSetLocalCS(NativeHandle reference, string name);

    [LibraryImport(Library)]
    public static partial int OSRExportToWktEx(NativeHandle reference, out nint text, nint options);

    [LibraryImport(Library)]
    public static partial int OSRExportToProj4(NativeHandle reference, out nint text);

    [LibraryImport(Library)]
    public static partial void OSRSetAxisMappingStrategy(NativeHandle reference, int strategy);

    [LibraryImport(Library)]
    public static partial int OSRGetAxisMappingStrategy(NativeHandle reference);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OSRGetAuthorityCode(NativeHandle reference, string key);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OSRGetAuthorityName(NativeHandle reference, string key);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OSRGetAttrValue(NativeHandle reference, string name, int child);

    [LibraryImport(Library)]
    public static partial nint OSRGetName(NativeHandle reference);

    [LibraryImport(Library)]
    public static partial int OSRIsSameEx(NativeHandle reference, NativeHandle other, nint options);

    [LibraryImport(Library)]
    public static partial int OSRIsGeographic(NativeHandle reference);

    [LibraryImport(Library)]
    public static partial int OSRIsProjected(NativeHandle reference);

    [LibraryImport(Library)]
    public static partial int OSRIsGeocentric(NativeHandle reference);

    [LibraryImport(Library)]
    public static partial int OSRIsLocal(NativeHandle reference);

    [LibraryImport(Library)]
    public static partial int OSRIsVertical(NativeHandle reference);

    [LibraryImport(Library)]
    public static partial double OSRGetLinearUnits(NativeHandle reference, nint name);

    [LibraryImport(Library)]
    public static partial double OSRGetAngularUnits(NativeHandle reference, nint name);

    [LibraryImport(Library)]
    public static partial double OSRGetSemiMajor(NativeHandle reference, nint error);

    [LibraryImport(Library)]
    public static partial int OSRAutoIdentifyEPSG(NativeHandle reference);

    [LibraryImport(Library)]
    public static partial nint OCTNewCoordinateTransformation(NativeHandle source, NativeHandle target);

    [LibraryImport(Library)]
    public static partial nint OCTNewCoordinateTransformationEx(NativeHandle source, NativeHandle target, NativeHandle options);

    [LibraryImport(Library)]
    public static partial void OCTDestroyCoordinateTransformation(nint transformation);

    [LibraryImport(Library)]
    public static partial nint OCTGetInverse(NativeHandle transformation);

    [LibraryImport(Library)]
    public static partial int OCTTransform(NativeHandle transformation, int count, [In, Out] double[] x, [In, Out] double[] y, [In, Out] double[] z);

    [LibraryImport(Library)]
    public static partial nint OCTNewCoordinateTransformationOptions();

    [LibraryImport(Library)]
    public static partial void OCTDestroyCoordinateTransformationOptions(nint options);

    [LibraryImport(Library)]
    public static partial int OCTCoordinateTransformationOptionsSetAreaOfInterest(NativeHandle options, double west, double south, double east, double north);

    [LibraryImport(Library)]
    public static partial int OCTCoordinateTransformationOptionsSetBallparkAllowed(NativeHandle options, int allowed);
}
