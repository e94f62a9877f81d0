using System.Globalization;
using RedKube.Cli.Terminal;
using RedKube.Core.Imagery;

namespace RedKube.Cli.Commands;

/// <summary>What `info` says of an image.</summary>
internal static class ImageFacts
{
    /// <summary>For people.</summary>
    /// <param name="info">The image.</param>
    public static Facts Text(ImageInfo info) => new Facts()
        .Add("format", info.Format + (info.Compression is null ? "" : $", {info.Compression}"))
        .Add("size", $"{Quantity.Count(info.Size.Width)} × {Quantity.Count(info.Size.Height)} pixels ({Quantity.Figures(info.Size.Count / 1e6)} Mpx){(info.FileBytes is { } bytes ? $", {Quantity.Bytes(bytes)}" : "")}")
        .Add("bands", string.Join(", ", info.Bands.Select(static b => $"{b.Number} {b.Colour} {b.FileType}{(b.Nodata is { } v ? string.Create(CultureInfo.InvariantCulture, $" (nodata {v})") : "")}")))
        .Add("read as", info.SampleType.ToString())
        .Add("blocks", $"{info.Block}{Advice(info)}")
        .Add("overviews", info.Overviews == 0 ? "none" : Quantity.Count(info.Overviews))
        .Add("missing pixels", info.HasMask ? "possible (nodata, alpha or mask)" : "none marked")
        .Add("place", info.Georeference == "none" ? $"none: results will be in pixels{(info.GeoreferenceNote is null ? "" : $" ({info.GeoreferenceNote})")}" : $"{info.Georeference}{(info.CrsName is null ? "" : $", {info.CrsName}")}")
        .Add("one pixel", info.GroundSampleDistanceMetres is { } metres ? $"{Quantity.Figures(metres)} m" : null)
        .Add("taken", info.Acquired?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    /// <summary>For programs.</summary>
    /// <param name="info">The image.</param>
    public static string Json(ImageInfo info) => Terminal.Json.Of(new
    {
        info.Name,
        info.Format,
        info.Size.Width,
        info.Size.Height,
        Bands = info.Bands.Select(static b => new { b.Number, b.Colour, Type = b.FileType, b.Nodata }),
        SampleType = info.SampleType.ToString().ToLowerInvariant(),
        BlockWidth = info.Block.Width,
        BlockHeight = info.Block.Height,
        info.Compression,
        info.Overviews,
        info.HasMask,
        info.Georeference,
        info.GeoreferenceNote,
        Crs = info.CrsName,
        GsdM = info.GroundSampleDistanceMetres,
        info.Acquired,
        info.FileBytes,
    });

    private static string Advice(ImageInfo info) =>
        info.Block.Width >= info.Size.Width && info.Block.Height < info.Size.Height ? " (strips)"
        : info.Block.Count >= info.Size.Count ? " (one block)" : "";
}
