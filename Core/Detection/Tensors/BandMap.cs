using RedKube.Core.Errors;

namespace RedKube.Core.Detections;

/// <summary>
/// How samples of one band become elements of one channel of the input tensor. Range adjustment, scale, mean and deviation are folded into
/// value × <paramref name="Factor"/> + <paramref name="Offset"/>, rounded after each of the two so that every processor gives the same bits.
/// </summary>
/// <param name="Band">Band of the blocks, counted from 0.</param>
/// <param name="Factor">Multiplier.</param>
/// <param name="Offset">Summand.</param>
/// <param name="Low">Least result.</param>
/// <param name="High">Greatest result.</param>
/// <param name="Pad">Result for pixels that are not there.</param>
internal readonly record struct BandMap(int Band, float Factor, float Offset, float Low, float High, float Pad)
{
    /// <summary>Whether results are held between <see cref="Low"/> and <see cref="High"/>.</summary>
    public bool Clamped => Low > float.NegativeInfinity;

    /// <summary>The maps of all channels, in the tensor's order.</summary>
    /// <param name="input">The input tensor.</param>
    /// <param name="options">Bands and ranges.</param>
    /// <exception cref="RedKubeException">RK3004, RK1001.</exception>
    public static BandMap[] All(ModelInput input, DetectorOptions options)
    {
        if (options.Bands != input.Channels)
        {
            throw new RedKubeException(
                ErrorCode.ModelBandsMismatch,
                $"The model takes {input.Channels} bands; {options.Bands} are read. Choose {input.Channels} with --bands, for example --bands {string.Join(',', Enumerable.Range(1, input.Channels).Select(b => Math.Min(b, options.Bands)))}.");
        }

        if (options.Ranges.Count != 0 && options.Ranges.Count != options.Bands)
        {
            throw new RedKubeException(ErrorCode.OptionOutOfRange, $"There are {options.Ranges.Count} value ranges for {options.Bands} bands; give one a band or none.");
        }

        return [.. Enumerable.Range(0, input.Channels).Select(channel => Of(input, options, channel))];
    }

    /// <summary>One value.</summary>
    /// <param name="value">The sample.</param>
    public float Apply(float value)
    {
        var scaled = value * Factor;
        var result = scaled + Offset;
        result = Clamped ? (result < Low ? Low : result > High ? High : result) : result;
        return float.IsFinite(result) ? result : Pad;
    }

    private static BandMap Of(ModelInput input, DetectorOptions options, int channel)
    {
        var band = input.ReverseBands ? input.Channels - 1 - channel : channel;
        double mean = input.Mean.Count > 0 ? input.Mean[channel] : 0;
        double std = input.Std.Count > 0 ? input.Std[channel] : 1;
        double scale = input.Scale;
        var zero = (float)(-mean / std);
        var full = (float)(((255 * scale) - mean) / std);
        var pad = (float)(((input.Pad * scale) - mean) / std);
        if (options.Ranges.Count == 0)
        {
            return new BandMap(band, (float)(scale / std), zero, float.NegativeInfinity, float.PositiveInfinity, pad);
        }

        var range = options.Ranges[band];
        var width = (double)range.High - range.Low;
        if (!(width > 0) || !double.IsFinite(width))
        {
            throw new RedKubeException(ErrorCode.OptionOutOfRange, $"The value range of band {band + 1} is {range.Low} to {range.High}; the second must be greater.");
        }

        var factor = 255 / width * scale / std;
        var offset = ((-range.Low * 255 / width * scale) - mean) / std;
        return new BandMap(band, (float)factor, (float)offset, zero, full, pad);
    }
}
