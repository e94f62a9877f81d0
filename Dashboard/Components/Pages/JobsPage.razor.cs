using Microsoft.AspNetCore.Components;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Dashboard.Components.Parts;
using RedKube.Dashboard.Jobs;

namespace RedKube.Dashboard.Components.Pages;

/// <summary>The list of jobs, live.</summary>
public sealed partial class JobsPage : LiveComponent
{
    private IReadOnlyList<JobRecord> records = [];
    private JobGroup shown;
    private string words = "";
    private string? faultTitle;
    private RedKubeException? fault;

    [Inject]
    private JobDesk Desk { get; set; } = default!;

    private List<JobRecord> Visible => [.. records.Where(IsShown)];

    private string Summary
    {
        get
        {
            var active = records.Count(static r => !r.Job.State.IsFinal());
            return records.Count == 0 ? "Images that are searched, and what was found in them." :
                $"{Words.Count(records.Count, "job")}, {(active == 0 ? "none" : Words.Count(active))} under way";
        }
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync() => records = await Desk.ListAsync(Left);

    private bool IsShown(JobRecord record)
    {
        var (job, state) = (record.Job, record.Job.State);
        var fits = shown switch
        {
            JobGroup.Active => !state.IsFinal(),
            JobGroup.Finished => state is JobState.Done or JobState.Partial,
            JobGroup.Stopped => state is JobState.Failed or JobState.Cancelled,
            _ => true,
        };
        var text = words.Trim();
        return fits && (text.Length == 0 || job.Image.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || job.Model.Name.Contains(text, StringComparison.OrdinalIgnoreCase));
    }

    private void ShowAll() => (shown, words) = (JobGroup.All, "");

    private async Task Run((JobId Job, JobCommand Command) wish)
    {
        try
        {
            await JobCommands.RunAsync(Desk, wish.Job, wish.Command, Left);
            (faultTitle, fault) = (null, null);
        }
        catch (RedKubeException cause)
        {
            (faultTitle, fault) = ($"{wish.Command} did not work", cause);
        }

        await TryReadAsync();
    }
}
