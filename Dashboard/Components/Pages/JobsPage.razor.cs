using Microsoft.AspNetCore.Components;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Dashboard.Components.Parts;

namespace RedKube.Dashboard.Components.Pages;

/// <summary>The list of jobs, live.</summary>
public sealed partial class JobsPage : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(700);
    private readonly CancellationTokenSource left = new();
    private IReadOnlyList<JobRecord> records = [];
    private JobGroup shown;
    private string words = "";
    private bool loaded;
    private string? faultTitle;
    private string? faultCode;
    private string? faultMessage;

    [Inject]
    private IJobs Jobs { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private List<JobRecord> Visible => [.. records.Where(IsShown)];

    private string Summary
    {
        get
        {
            var active = records.Count(static r => IsActive(r.Job.State));
            return records.Count == 0 ? "Images that are searched, and what was found in them." :
                $"{Words.Count(records.Count, "job")}{(active == 0 ? ", none running" : $", {active} under way")}";
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (RendererInfo.IsInteractive)
        {
            _ = FollowAsync(left.Token);
        }
    }

    private static bool IsActive(JobState state) => state is JobState.Queued or JobState.Planning or JobState.Running or JobState.Paused or JobState.Merging;

    private bool IsShown(JobRecord record)
    {
        var (job, state) = (record.Job, record.Job.State);
        var fits = shown switch
        {
            JobGroup.Active => IsActive(state),
            JobGroup.Finished => state is JobState.Done or JobState.Partial,
            JobGroup.Stopped => state is JobState.Failed or JobState.Cancelled,
            _ => true,
        };
        return fits && (words.Length == 0 || job.Image.Name.Contains(words.Trim(), StringComparison.OrdinalIgnoreCase)
            || job.Model.Name.Contains(words.Trim(), StringComparison.OrdinalIgnoreCase));
    }

    private void ShowAll() => (shown, words) = (JobGroup.All, "");

    private async Task FollowAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Pace, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                await InvokeAsync(async () =>
                {
                    await LoadAsync();
                    StateHasChanged();
                });
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            records = await Jobs.ListAsync(left.Token);
            loaded = true;
            if (faultTitle == "The list of jobs could not be read")
            {
                Say(null, null);
            }
        }
        catch (RedKubeException fault)
        {
            Say("The list of jobs could not be read", fault);
        }
    }

    private async Task Run((JobId Job, JobCommand Command) wish)
    {
        try
        {
            await JobCommands.RunAsync(Jobs, wish.Job, wish.Command, left.Token);
            Say(null, null);
            await LoadAsync();
        }
        catch (RedKubeException fault)
        {
            Say($"{wish.Command} did not work", fault);
        }
    }

    private void Say(string? title, RedKubeException? fault) => (faultTitle, faultCode, faultMessage) = (title, fault?.Code.Text(), fault?.Message);
}
