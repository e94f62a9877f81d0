namespace RedKube.Cli.Sample;

/// <summary>A place in the endless world that scenes are cut from: pixels, x right, y down.</summary>
internal readonly record struct ScenePoint(double X, double Y)
{
    /// <summary>The convex hull, clockwise on the screen: Andrew's monotone chain (1979).</summary>
    public static ScenePoint[] Hull(IEnumerable<ScenePoint> points)
    {
        var sorted = points.OrderBy(p => p.X).ThenBy(p => p.Y).ToArray();
        var hull = new ScenePoint[sorted.Length * 2];
        var count = 0;
        for (var pass = 0; pass < 2; pass++)
        {
            var floor = count + 1;
            foreach (var p in sorted)
            {
                while (count > floor && Turn(hull[count - 2], hull[count - 1], p) <= 0)
                {
                    count--;
                }

                hull[count++] = p;
            }

            count--;
            Array.Reverse(sorted);
        }

        return hull[..count];
    }

    private static double Turn(ScenePoint a, ScenePoint b, ScenePoint c) => ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
}
