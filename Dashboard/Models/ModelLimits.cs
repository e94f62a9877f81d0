using RedKube.Core.Detections;
using RedKube.Core.Errors;

namespace RedKube.Dashboard.Models;

/// <summary>How large a model's input may be, so that one model cannot take all memory.</summary>
internal static class ModelLimits
{
    private const int MostSide = 8192;
    private const int MostChannels = 64;

    /// <summary>Refuses a model whose declared input is larger than any that finds objects.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="RedKubeException">RK3009.</exception>
    public static void Check(ModelRef model)
    {
        var input = model.Card.Input;
        if (input.Width > MostSide || input.Height > MostSide || input.Channels > MostChannels)
        {
            throw new RedKubeException(
                ErrorCode.ModelInputMismatch,
                $"{model.Name} takes {input.Width} × {input.Height} pixels in {input.Channels} bands; at most {MostSide} × {MostSide} in {MostChannels} are allowed here.");
        }
    }
}
