using OSGeo.Interop;

namespace OSGeo.OGR;

public class Ogr
{
    public static void UseExceptions() => Errors.TurnOn();

    public static void DontUseExceptions() => Errors.TurnOff();

    public static void RegisterAll() => Native.GDALAllRegister();

    public static Driver GetDriverByName(string name)
    {
        Errors.Clear();
        var driver = Errors.Check(Native.OGRGetDriverByName(name));
        return driver == 0 ? null : new Driver(driver);
    }

    public static DataSource Open(string utf8_path, int update)
    {
        Errors.Clear();
        const uint vector = 0x04, verbose = 0x40;
        var flags = vector | (update != 0 ? 1u : 0u) | (Errors.UseExceptions ? verbose : 0);
        return DataSource.Wrap(Native.GDALOpenEx(utf8_path, flags, 0, 0, 0));
    }
}
