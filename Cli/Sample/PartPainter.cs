using System.Runtime.Intrinsics;

namespace RedKube.Cli.Sample;

/// <summary>Draws parts onto a canvas, anti-aliased by the distance of each pixel's centre to the edge.</summary>
internal sealed class PartPainter(Canvas canvas, Texture grain)
{
    /// <summary>Draws a part where it touches the canvas.</summary>
    public void Paint(Part part)
    {
        var area = canvas.Area;
        var reach = (part.Softness / 2) + (part.Ragged * 2) + 1;
        var x0 = Math.Max(area.X, (int)Math.Floor(part.Bounds.XMin - reach)) & ~7;
        var x1 = Math.Min(area.X + canvas.Stride, (int)Math.Ceiling(part.Bounds.XMax + reach));
        var y0 = Math.Max(area.Y, (int)Math.Floor(part.Bounds.YMin - reach));
        var y1 = Math.Min(area.Bottom, (int)Math.Ceiling(part.Bounds.YMax + reach));
        for (var y = y0; y < y1; y++)
        {
            for (var x = x0; x < x1; x += 8)
            {
                PaintEight(part, x, y);
            }
        }
    }

    private void PaintEight(Part part, int x, int y)
    {
        var dx = Vector256.Create((float)(x + 0.5 - part.CentreX)) + Canvas.Lanes;
        var dy = (float)(y + 0.5 - part.CentreY);
        var noise = Vector256.Create(grain.Row(y).Slice(Texture.Column(x), 8));
        var distance = Distance(part, dx, dy) - (noise * part.Ragged);
        var cover = Vector256.Clamp(Vector256.Create(0.5f) - (distance * (1 / part.Softness)), Vector256<float>.Zero, Vector256<float>.One);
        if (cover == Vector256<float>.Zero)
        {
            return;
        }

        cover *= part.Alpha;
        var at = ((y - canvas.Area.Y) * canvas.Stride) + x - canvas.Area.X;
        if (part.Layer == PartLayer.Shadow)
        {
            var left = Vector256<float>.One - cover;
            Canvas.Store(Canvas.Load(canvas.Red, at) * left, canvas.Red, at);
            Canvas.Store(Canvas.Load(canvas.Green, at) * left, canvas.Green, at);
            Canvas.Store(Canvas.Load(canvas.Blue, at) * (Vector256<float>.One - (cover * 0.9f)), canvas.Blue, at);
            return;
        }

        cover = part.Layer switch
        {
            PartLayer.Ground => cover * Canvas.Load(canvas.Land, at),
            PartLayer.Water => cover * (Vector256<float>.One - Canvas.Load(canvas.Land, at)),
            _ => cover,
        };
        var light = Vector256.Create(1 + (part.SlopeY * dy)) + (dx * part.SlopeX) + (noise * part.Grain);
        Blend(canvas.Red, at, light * part.Colour.R, cover);
        Blend(canvas.Green, at, light * part.Colour.G, cover);
        Blend(canvas.Blue, at, light * part.Colour.B, cover);
    }

    private static void Blend(float[] plane, int at, Vector256<float> colour, Vector256<float> cover)
    {
        var below = Canvas.Load(plane, at);
        Canvas.Store(below + ((colour - below) * cover), plane, at);
    }

    /// <summary>Pixels from the edge, negative inside.</summary>
    private static Vector256<float> Distance(Part part, Vector256<float> dx, float dy)
    {
        var edges = part.Edges;
        if (edges.Length > 0)
        {
            var distance = Vector256.Create(float.NegativeInfinity);
            for (var i = 0; i < edges.Length; i += 3)
            {
                distance = Vector256.Max(distance, (dx * edges[i]) + Vector256.Create((edges[i + 1] * dy) - edges[i + 2]));
            }

            return distance;
        }

        Vector256<float> px = dx, py = Vector256.Create(dy);
        var squared = (part.SegmentX * part.SegmentX) + (part.SegmentY * part.SegmentY);
        if (squared > 0)
        {
            var t = Vector256.Clamp(((dx * part.SegmentX) + (py * part.SegmentY)) / squared, Vector256<float>.Zero, Vector256<float>.One);
            px -= t * part.SegmentX;
            py -= t * part.SegmentY;
        }

        var fromCentre = Vector256.Sqrt((px * px) + (py * py)) - Vector256.Create(part.Radius);
        return part.RingHalfWidth > 0 ? Vector256.Abs(fromCentre) - Vector256.Create(part.RingHalfWidth) : fromCentre;
    }
}
