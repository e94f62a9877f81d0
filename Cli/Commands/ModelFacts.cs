using RedKube.Cli.Terminal;
using RedKube.Core.Detections;

namespace RedKube.Cli.Commands;

/// <summary>What `info` says of a model.</summary>
internal static class ModelFacts
{
    private const int MostNames = 30;

    /// <summary>For people.</summary>
    /// <param name="model">The model.</param>
    public static Facts Text(ModelRef model)
    {
        var card = model.Card;
        var input = card.Input;
        var names = string.Join(", ", card.Names.Take(MostNames)) + (card.Names.Count > MostNames ? $", … ({card.Names.Count} in all; --json lists them)" : "");
        return new Facts()
            .Add("name", model.Name)
            .Add("kind", card.Kind.Text())
            .Add("classes", $"{card.Names.Count}: {names}")
            .Add("input", $"{Side(input.Width)} × {Side(input.Height)} pixels, {Quantity.Count(input.Channels, "band")}{(input.ReverseBands ? " (BGR)" : "")}, {input.Element.ToString().ToLowerInvariant()}")
            .Add("bands", card.Bands is null ? null : string.Join(", ", card.Bands))
            .Add("range", card.Range)
            .Add("confidence", card.Confidence is { } confidence ? Quantity.Figures(confidence) : null)
            .Add("one pixel", card.GsdMetres is { } metres ? $"{Quantity.Figures(metres)} m in training" : null)
            .Add("card", File.Exists(ModelCardJson.PathBeside(model.Path)) ? ModelCardJson.PathBeside(model.Path) : "none; recognised from the graph")
            .Add("licence", card.Licence)
            .Add("source", card.Source)
            .Add("model hash", model.Hash);
    }

    /// <summary>For programs.</summary>
    /// <param name="model">The model.</param>
    public static string Json(ModelRef model) => Terminal.Json.Of(new
    {
        model.Name,
        Path = Path.GetFullPath(model.Path),
        ModelHash = model.Hash,
        Card = System.Text.Json.Nodes.JsonNode.Parse(ModelCardJson.Write(model.Card)),
    });

    private static string Side(int? pixels) => pixels?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any";
}
