namespace RedKube.Core.Detections;

/// <summary>Conversions of a normalised value to the elements of a tensor.</summary>
internal static class Elements
{
    public static Half ToHalf(float value) => (Half)value;

    /// <summary>Rounds half to even; held between 0 and 255.</summary>
    public static byte ToByte(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);

    public static TElement To<TElement>(float value)
        where TElement : unmanaged
    {
        if (typeof(TElement) == typeof(float))
        {
            return (TElement)(object)value;
        }

        return typeof(TElement) == typeof(Half) ? (TElement)(object)ToHalf(value) : (TElement)(object)ToByte(value);
    }
}
