namespace RedKube.Core.Geometry;

/// <summary>
/// Carries continuous pixel space to map coordinates: X = OriginX + x · ColumnX + y · RowX and Y = OriginY + x · ColumnY + y · RowY. The
/// values are those of GDAL's geotransform, in a north-up image RowX and ColumnY are 0 and RowY is negative.
/// </summary>
/// <param name="OriginX">Map x of the outer corner of the first pixel.</param>
/// <param name="ColumnX">Map x per pixel to the right.</param>
/// <param name="RowX">Map x per pixel down.</param>
/// <param name="OriginY">Map y of the outer corner of the first pixel.</param>
/// <param name="ColumnY">Map y per pixel to the right.</param>
/// <param name="RowY">Map y per pixel down.</param>
public readonly record struct GeoTransform(double OriginX, double ColumnX, double RowX, double OriginY, double ColumnY, double RowY)
{
    /// <summary>What the area of the unit square of pixels becomes, with a sign; 0 where the transform cannot be turned round.</summary>
    public double Determinant => (ColumnX * RowY) - (RowX * ColumnY);

    /// <summary>A north-up image.</summary>
    /// <param name="originX">Map x of the upper left corner.</param>
    /// <param name="originY">Map y of the upper left corner.</param>
    /// <param name="pixelSize">Edge of a pixel in units of the map.</param>
    public static GeoTransform NorthUp(double originX, double originY, double pixelSize) => new(originX, pixelSize, 0, originY, 0, -pixelSize);
}
