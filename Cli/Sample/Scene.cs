using RedKube.Core.Geometry;

namespace RedKube.Cli.Sample;

/// <summary>
/// A synthetic overhead scene: a rectangle cut from an endless world that its seed makes. Any block can be rendered by itself, in any order
/// and on any thread, and gives the same pixels. Thread-safe.
/// </summary>
internal sealed class Scene
{
    /// <summary>Side of the sectors of which a sparse scene holds only some, pixels.</summary>
    public const int Sector = 2048;

    /// <summary>Red, green and blue.</summary>
    public const int Bands = 3;

    private readonly SceneOptions options;
    private readonly SceneLook look;
    private readonly Terrain terrain;
    private readonly LotPlanner planner;
    private readonly Texture grain;
    private readonly Texture waves;
    private readonly Texture[] sensor;
    private readonly int originX;
    private readonly int originY;

    /// <summary>Prepares a scene.</summary>
    /// <exception cref="Core.Errors.RedKubeException">RK1001: an option outside its range.</exception>
    public Scene(SceneOptions options)
    {
        options.Validate();
        this.options = options;
        look = SceneLook.Of(options.Seed);
        terrain = new Terrain(options.Seed, look);
        planner = new LotPlanner(options.Seed, look, terrain);
        grain = Texture.Ground(options.Seed);
        waves = Texture.Waves(options.Seed);
        sensor = [Texture.Sensor(options.Seed, 0), Texture.Sensor(options.Seed, 1), Texture.Sensor(options.Seed, 2)];

        // The image's edges cut lots anywhere. Multiples of 8 keep the eights of pixels in step with the blocks.
        var random = new SceneRandom(options.Seed, 4);
        originX = random.Below(Terrain.District * 4 / 8) * 8;
        originY = random.Below(Terrain.District * 4 / 8) * 8;
    }

    /// <summary>The image's size.</summary>
    public PixelSize Size => new(options.Width, options.Height);

    /// <summary>Whether a block of the image holds anything; a sparse scene has blocks that do not.</summary>
    public bool IsPopulated(PixelRect rect) => SectorsOf(rect.ToBox()).Any(s => IsPopulated(s.Column, s.Row));

    /// <summary>Renders a block of an 8-bit scene.</summary>
    /// <param name="rect">Pixels inside the image.</param>
    /// <param name="samples">Row by row, pixel by pixel, band by band.</param>
    public void Render(PixelRect rect, Span<byte> samples)
    {
        using var canvas = Paint(rect, out var left);
        for (var y = 0; y < rect.Height; y++)
        {
            var from = (y * canvas.Stride) + left;
            ReadOnlySpan<float> red = canvas.Red.AsSpan(from, rect.Width), green = canvas.Green.AsSpan(from, rect.Width), blue = canvas.Blue.AsSpan(from, rect.Width);
            var row = samples.Slice(y * rect.Width * Bands, rect.Width * Bands);
            for (int x = 0, i = 0; x < red.Length && i + 2 < row.Length; x++, i += Bands)
            {
                row[i] = (byte)Math.Clamp(red[x] + 0.5f, 1, 255);
                row[i + 1] = (byte)Math.Clamp(green[x] + 0.5f, 1, 255);
                row[i + 2] = (byte)Math.Clamp(blue[x] + 0.5f, 1, 255);
            }
        }
    }

    /// <summary>Renders a block of a 16-bit scene, as a 12-bit sensor counts: 12 steps for each step of 8 bits, on a pedestal.</summary>
    /// <param name="rect">Pixels inside the image.</param>
    /// <param name="samples">Row by row, pixel by pixel, band by band.</param>
    public void Render(PixelRect rect, Span<ushort> samples)
    {
        using var canvas = Paint(rect, out var left);
        for (var y = 0; y < rect.Height; y++)
        {
            var from = (y * canvas.Stride) + left;
            ReadOnlySpan<float> red = canvas.Red.AsSpan(from, rect.Width), green = canvas.Green.AsSpan(from, rect.Width), blue = canvas.Blue.AsSpan(from, rect.Width);
            var row = samples.Slice(y * rect.Width * Bands, rect.Width * Bands);
            for (int x = 0, i = 0; x < red.Length && i + 2 < row.Length; x++, i += Bands)
            {
                row[i] = (ushort)Math.Clamp((red[x] * 12) + 160.5f, 1, 4095);
                row[i + 1] = (ushort)Math.Clamp((green[x] * 12) + 160.5f, 1, 4095);
                row[i + 2] = (ushort)Math.Clamp((blue[x] * 12) + 160.5f, 1, 4095);
            }
        }
    }

    /// <summary>The objects of the classes that lie in the image, wholly or in part, lot by lot from the upper left.</summary>
    public IEnumerable<SceneObject> Objects()
    {
        for (var row = originY / Lot.Side; row * Lot.Side < originY + options.Height; row++)
        {
            for (var column = originX / Lot.Side; column * Lot.Side < originX + options.Width; column++)
            {
                if (!IsPopulated(new PixelRect((column * Lot.Side) - originX, (row * Lot.Side) - originY, Lot.Side, Lot.Side)))
                {
                    continue;
                }

                foreach (var item in planner.Plan(column, row).Items.Where(IsThere))
                {
                    if (item.Kind != ItemKind.Clutter && SceneObject.Of(item, terrain, originX, originY, Size) is { } found)
                    {
                        yield return found;
                    }
                }
            }
        }
    }

    private Canvas Paint(PixelRect rect, out int left)
    {
        var worldX = rect.X + originX;
        left = worldX & 7;
        var canvas = new Canvas(new PixelRect(worldX - left, rect.Y + originY, rect.Width + left, rect.Height));
        var ground = new SceneGround(look, terrain, grain, waves, sensor, canvas);
        ground.Lay();
        Draw(canvas);
        ground.Expose();
        return canvas;
    }

    private static IEnumerable<(long Column, long Row)> SectorsOf(PixelBox box)
    {
        for (var row = (long)Math.Floor(box.YMin / Sector); row * Sector < box.YMax; row++)
        {
            for (var column = (long)Math.Floor(box.XMin / Sector); column * Sector < box.XMax; column++)
            {
                yield return (column, row);
            }
        }
    }

    private void Draw(Canvas canvas)
    {
        var area = canvas.Area.ToBox();
        var reach = new WorldBox(area.XMin, area.YMin, area.XMax, area.YMax).Grow(Lot.Reach);
        var ground = new List<Part>();
        var parts = new List<Part>();
        for (var row = (long)Math.Floor(reach.YMin / Lot.Side); row * Lot.Side < reach.YMax; row++)
        {
            for (var column = (long)Math.Floor(reach.XMin / Lot.Side); column * Lot.Side < reach.XMax; column++)
            {
                var lot = planner.Plan(column, row);
                ground.AddRange(lot.Ground);
                parts.AddRange(lot.Items.Where(IsThere).SelectMany(i => i.Parts));
            }
        }

        // A stable sort: shadows fall on what lies below, never on the bodies beside.
        var painter = new PartPainter(canvas, grain);
        foreach (var part in ground.Concat(parts.OrderBy(p => p.Layer)))
        {
            painter.Paint(part);
        }
    }

    private bool IsPopulated(long column, long row) =>
        !options.Sparse || (column | row) == 0 || new SceneRandom(options.Seed, 5, column, row).Chance(1.0 / 32);

    // At the rim of what a sparse scene holds, nothing stands that would be cut.
    private bool IsThere(Item item) =>
        !options.Sparse || SectorsOf(SceneObject.ToPixels(item.Box, originX, originY)).All(s => IsPopulated(s.Column, s.Row));
}
