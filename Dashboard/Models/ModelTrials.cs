using System.Collections.Concurrent;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;
using RedKube.Dashboard.Api;

namespace RedKube.Dashboard.Models;

/// <summary>
/// Runs models for a moment, in a process of their own: on one tile of an image to see what they find, or on nothing to see how long they take. One at a time, not
/// for long, and with only so much memory.
/// </summary>
/// <param name="options">How long a model may take, and how much memory.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class ModelTrials(DashboardOptions options, TimeProvider time, ILogger<ModelTrials> logger) : IDisposable
{
    // What failed may have failed for want of time on a busy machine.
    private static readonly TimeSpan FailureStands = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim turn = new(1);
    private readonly ConcurrentDictionary<string, (ModelTiming? Timing, long At)> timings = new(StringComparer.Ordinal);

    /// <summary>Times a model as a plan would run it; measured once for each model and kind of tiles; a failure stands for a while.</summary>
    /// <param name="model">The model.</param>
    /// <param name="plan">What tiles are like.</param>
    /// <param name="device">What was asked for.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>Null where it cannot be measured here, as where the device is only on workers.</returns>
    public async Task<ModelTiming?> TimeAsync(ModelRef model, Plan plan, string device, CancellationToken cancellation)
    {
        var tiles = DetectorOptions.Of(plan.Spec, device, Environment.ProcessorCount);
        var key = $"{model.Hash} {tiles with { Ranges = [] }} {string.Join(' ', tiles.Ranges)}";
        if (timings.TryGetValue(key, out var known) && (known.Timing is not null || time.GetElapsedTime(known.At) < FailureStands))
        {
            return known.Timing;
        }

        var timing = await MeasureAsync(new TrialTask { Model = model, Time = tiles }, cancellation);
        timings[key] = (timing, time.GetTimestamp());
        return timing;
    }

    /// <summary>Shows what a model finds on one tile.</summary>
    /// <param name="model">The model.</param>
    /// <param name="image">The image, checked.</param>
    /// <param name="centre">The tile's middle, pixels; null: the image's.</param>
    /// <param name="confidence">Least score; null: the card's.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="RedKubeException">RK3004, RK3007, RK3009, RK3011: the model does not take the image, fails, takes too long or too much memory.</exception>
    public async Task<TryView> TryAsync(ModelRef model, ImageRef image, PixelPoint? centre, float? confidence, CancellationToken cancellation)
    {
        var task = new TrialTask { Model = model, Image = image.Uri, Title = image.Title, Centre = centre, Confidence = confidence };
        return (await AloneAsync(task, cancellation)).View!;
    }

    /// <summary>Refuses a model that takes more memory than is allowed on the smallest task there is. One that fails or is slow here may do well on a worker's device.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="RedKubeException">RK3011.</exception>
    public async Task RequireFitsAsync(ModelRef model, CancellationToken cancellation)
    {
        try
        {
            await AloneAsync(new TrialTask { Model = model, Time = Smallest(model.Card) }, cancellation);
        }
        catch (RedKubeException e) when (e.Code != ErrorCode.ModelTooLarge)
        {
            // Told when it is tried, in words of its own.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    // Tiles of 8 bits as the model wants them.
    private static DetectorOptions Smallest(ModelCard card) => new()
    {
        TileSize = Planner.TileSize(null, card.Input.FixedSize), SampleType = SampleType.Byte, Bands = card.Input.Channels, Device = "cpu", BatchSize = 1,
    };

    private async Task<ModelTiming?> MeasureAsync(TrialTask task, CancellationToken cancellation)
    {
        try
        {
            return (await AloneAsync(task, cancellation)).Timing;
        }
        catch (RedKubeException)
        {
            return null;
        }
    }

    private async Task<TrialAnswer> AloneAsync(TrialTask task, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(options.TrialTime);
            var answer = await TrialProcess.RunAsync(task, options.TrialBytes, limit.Token);
            if (answer.Said is { Length: > 0 } said)
            {
                LogSaid(logger, task.Model.Name, said);
            }

            if (answer.IsOutOfMemory)
            {
                throw new RedKubeException(
                    ErrorCode.ModelTooLarge,
                    $"{task.Model.Name} needs more memory for one tile than the {options.TrialBytes >> 20:N0} MB that it may take here, or ended the process in which it was tried. Export it for a smaller input.");
            }

            return answer.Code is { } code ? throw new RedKubeException(code, answer.Message!) : answer;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RedKubeException(ErrorCode.InferenceFailed, $"{task.Model.Name} did not end within {options.TrialTime.TotalSeconds} seconds on one tile and was stopped.");
        }
        finally
        {
            turn.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The process in which {Model} was tried said: {Said}")]
    private static partial void LogSaid(ILogger logger, string model, string said);
}
