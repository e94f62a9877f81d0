using Microsoft.AspNetCore.Components;
using RedKube.Core.Errors;

namespace RedKube.Dashboard.Components.Parts;

/// <summary>A part of a page that reads what it shows anew every now and then, as long as somebody looks at it.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource left = new();

    /// <summary>Whether something was read.</summary>
    protected bool IsLoaded { get; private set; }

    /// <summary>Why the last reading failed, or null.</summary>
    protected RedKubeException? ReadFault { get; private set; }

    /// <summary>The clock.</summary>
    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    /// <summary>Set when the part is left.</summary>
    protected CancellationToken Left => left.Token;

    /// <summary>How long to wait before the next reading; it is asked after each.</summary>
    protected virtual TimeSpan Pace => TimeSpan.FromMilliseconds(700);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what is shown.</summary>
    /// <exception cref="RedKubeException">It cannot be read; shown until it can.</exception>
    protected abstract Task ReadAsync();

    /// <summary>Ends the readings.</summary>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            left.Cancel();
            left.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await TryReadAsync();
        if (RendererInfo.IsInteractive)
        {
            _ = FollowAsync(left.Token);
        }
    }

    /// <summary>Reads at once, as after a change.</summary>
    protected async Task TryReadAsync()
    {
        try
        {
            await ReadAsync();
            (IsLoaded, ReadFault) = (true, null);
        }
        catch (RedKubeException fault)
        {
            ReadFault = fault;
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pace, Time, cancellation);
                await InvokeAsync(async () =>
                {
                    await TryReadAsync();
                    StateHasChanged();
                });
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException)
        {
            // The part was left.
        }
    }
}
