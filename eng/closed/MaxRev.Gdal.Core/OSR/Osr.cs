using OSGeo.Interop;

namespace OSGeo.OSR;

public class Osr
{
    public static void UseExceptions() => Errors.TurnOn();

    public static void DontUseExceptions() => Errors.TurnOff();
}
