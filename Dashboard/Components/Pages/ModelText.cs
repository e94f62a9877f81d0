using System.Globalization;
using RedKube.Dashboard.Api;

namespace RedKube.Dashboard.Components.Pages;

/// <summary>What was recognised of a model, in words.</summary>
internal static class ModelText
{
    /// <summary>Names and values.</summary>
    /// <param name="model">The model.</param>
    public static IEnumerable<(string Name, string Value)> Of(ModelView model)
    {
        var (card, input) = (model.Card, model.Input);
        yield return ("Output", model.Kind);
        yield return ("Input", input.FixedSize is { } size ? $"{size.Width} × {size.Height} pixels" : "any size");
        yield return ("Layout", $"{(input.ChannelsLast ? "NHWC" : "NCHW")}, {input.Channels} channels, {input.Element}".ToString(CultureInfo.InvariantCulture));
        yield return ("Bands", input.ReverseBands ? "blue, green, red" : "as read");
        if (card.Confidence is { } confidence)
        {
            yield return ("Confidence", confidence.ToString("0.##", CultureInfo.InvariantCulture));
        }

        if (card.GsdMetres is { } ground)
        {
            yield return ("Made for", $"{ground.ToString("0.##", CultureInfo.InvariantCulture)} m a pixel");
        }

        if (card.Licence is { } licence)
        {
            yield return ("Licence", licence);
        }

        if (card.Source is { } source)
        {
            yield return ("Source", source);
        }

        yield return ("Queue", model.Queue);
    }
}
