using System.Runtime.Intrinsics;

namespace RedKube.Cli.Sample;

/// <summary>
/// Lays land and water on a canvas, and light, clouds and the sensor's noise over it. The terrain's fields are evaluated on a lattice of
/// <see cref="Terrain.Step"/> pixels that belongs to the world, and joined linearly in between.
/// </summary>
internal sealed class SceneGround
{
    private const int Fields = 9;
    private const int CloudField = 7;
    private readonly SceneLook look;
    private readonly Texture grain;
    private readonly Texture waves;
    private readonly Texture[] sensor;
    private readonly Canvas canvas;
    private readonly int columns;
    private readonly int firstRow;
    private readonly float[] lattice;

    public SceneGround(SceneLook look, Terrain terrain, Texture grain, Texture waves, Texture[] sensor, Canvas canvas)
    {
        this.look = look;
        this.grain = grain;
        this.waves = waves;
        this.sensor = sensor;
        this.canvas = canvas;
        columns = (canvas.Stride / Terrain.Step) + 1;
        firstRow = canvas.Area.Y & ~(Terrain.Step - 1);
        var rows = ((canvas.Area.Bottom - firstRow + Terrain.Step - 1) / Terrain.Step) + 1;
        lattice = new float[columns * rows * Fields];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                Evaluate(terrain, canvas.Area.X + (j * Terrain.Step), firstRow + (i * Terrain.Step), lattice.AsSpan(((i * columns) + j) * Fields, Fields));
            }
        }
    }

    /// <summary>Lays land and water.</summary>
    public void Lay()
    {
        Span<float> left = stackalloc float[CloudField];
        Span<float> right = stackalloc float[CloudField];
        for (var y = canvas.Area.Y; y < canvas.Area.Bottom; y++)
        {
            var ground = grain.Row(y);
            var water = waves.Row(y);
            Column(y, 0, 0, left);
            for (var j = 0; j + 1 < columns; j++)
            {
                var x = canvas.Area.X + (j * Terrain.Step);
                var at = ((y - canvas.Area.Y) * canvas.Stride) + (j * Terrain.Step);
                Column(y, j + 1, 0, right);
                var land = Vector256.Clamp(Across(left[0], right[0]) + Vector256.Create(0.5f), Vector256<float>.Zero, Vector256<float>.One);
                var stones = Vector256.Create(1f) + (Vector256.Create(ground.Slice(Texture.Column(x), 8)) * 0.1f);
                var wave = Vector256.Create(water.Slice(Texture.Column(x), 8));
                var swell = Vector256.Create(1f) + (wave * look.WaterRoughness);
                var crest = Vector256.Max(Vector256<float>.Zero, wave - Vector256.Create(0.95f)) * (look.WaterRoughness * 260);
                Canvas.Store(land, canvas.Land, at);
                Canvas.Store(Either(Across(left[1], right[1]) * stones, (Across(left[4], right[4]) * swell) + crest, land), canvas.Red, at);
                Canvas.Store(Either(Across(left[2], right[2]) * stones, (Across(left[5], right[5]) * swell) + crest, land), canvas.Green, at);
                Canvas.Store(Either(Across(left[3], right[3]) * stones, (Across(left[6], right[6]) * swell) + crest, land), canvas.Blue, at);
                right.CopyTo(left);
            }
        }
    }

    /// <summary>Adds clouds and their shadows, exposure, haze and noise; what is left is what the sensor counts, 1 to 255 and beyond.</summary>
    public void Expose()
    {
        Span<float> left = stackalloc float[Fields - CloudField];
        Span<float> right = stackalloc float[Fields - CloudField];
        for (var y = canvas.Area.Y; y < canvas.Area.Bottom; y++)
        {
            Column(y, 0, CloudField, left);
            for (var j = 0; j + 1 < columns; j++)
            {
                var x = canvas.Area.X + (j * Terrain.Step);
                var at = ((y - canvas.Area.Y) * canvas.Stride) + (j * Terrain.Step);
                Column(y, j + 1, CloudField, right);
                var cloud = Across(left[0], right[0]);
                var light = Vector256<float>.One - (Across(left[1], right[1]) * (look.ShadowDepth * 0.8f));
                var white = Vector256.Create(238f) + (Vector256.Create(grain.Row(y + 77).Slice(Texture.Column(x), 8)) * 3);
                Expose(canvas.Red, 0, at, x, y, light, cloud, white, look.GainR, 1);
                Expose(canvas.Green, 1, at, x, y, light, cloud, white, look.GainG, 1.1f);
                Expose(canvas.Blue, 2, at, x, y, light, cloud, white, look.GainB, 1.3f);
                right.CopyTo(left);
            }
        }
    }

    private static Vector256<float> Across(float left, float right) =>
        Vector256.Create(left) + ((Canvas.Lanes + Vector256.Create(0.5f)) * ((right - left) / Terrain.Step));

    private static Vector256<float> Either(Vector256<float> land, Vector256<float> water, Vector256<float> share) => water + ((land - water) * share);

    private static void Evaluate(Terrain terrain, int x, int y, Span<float> fields)
    {
        var wildness = terrain.Wildness(x, y);
        var coast = terrain.Coast(x, y);
        var land = terrain.Land(x, y, coast, wildness);
        var water = terrain.Water(x, y, coast, wildness);
        fields[0] = coast;
        (fields[1], fields[2], fields[3]) = (land.R, land.G, land.B);
        (fields[4], fields[5], fields[6]) = (water.R, water.G, water.B);
        fields[CloudField] = terrain.Cloud(x, y);
        fields[CloudField + 1] = terrain.CloudShadow(x, y);
    }

    private void Expose(float[] plane, int band, int at, int x, int y, Vector256<float> light, Vector256<float> cloud, Vector256<float> white, float gain, float haze)
    {
        var seen = Canvas.Load(plane, at) * light;
        seen += (white - seen) * cloud;
        var noise = Vector256.Create(sensor[band].Row(y).Slice(Texture.Column(x), 8)) * look.Grain;
        Canvas.Store((seen * (gain * look.Exposure)) + Vector256.Create(look.Haze * haze) + noise, plane, at);
    }

    // Fields of a lattice column from the first on, carried down to the centre of a pixel row.
    private void Column(int y, int column, int first, Span<float> fields)
    {
        var row = (y - firstRow) / Terrain.Step;
        var t = (y - firstRow - (row * Terrain.Step) + 0.5f) / Terrain.Step;
        var upper = lattice.AsSpan(((row * columns) + column) * Fields, Fields)[first..];
        var lower = lattice.AsSpan((((row + 1) * columns) + column) * Fields, Fields)[first..];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = upper[i] + ((lower[i] - upper[i]) * t);
        }
    }
}
