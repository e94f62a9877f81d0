using RedKube.Core.Errors;
using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>Decides what a request means for what is already there: whether it is finished, goes on, begins, or is refused.</summary>
internal static class JobAdmission
{
    /// <summary>Decides, while the job's folder is locked.</summary>
    /// <param name="wanted">The job as it was asked for.</param>
    /// <param name="stored">What job.json holds, or null.</param>
    /// <param name="storedRegions">Whether the folder holds results of regions.</param>
    /// <param name="output">What lies at the output's place, or null.</param>
    /// <param name="fresh">Whether all of that may be replaced.</param>
    /// <returns>The job to run, or one in a final state where nothing is to be done; <see cref="Job.Replaces"/> says which file may be replaced.</returns>
    /// <exception cref="RedKubeException">RK4002 where the output or the folder belongs to something else.</exception>
    public static Job Admit(Job wanted, Job? stored, bool storedRegions, OutputStamp? output, bool fresh)
    {
        if (fresh)
        {
            return wanted with { Replaces = output };
        }

        if (stored is not null && stored.Key != wanted.Key)
        {
            return output is null && !storedRegions ? wanted : throw new RedKubeException(
                ErrorCode.OutputForeign,
                $"{wanted.OutputPath} belongs to a job with other options, another model or another version of the image (see {wanted.Folder}/job.json). "
                + "Name another output, or give it up with --fresh.");
        }

        // What is stored was made by that plan, whatever this machine would plan.
        wanted = wanted with { Plan = stored?.Plan };
        if (output is null)
        {
            return wanted;
        }

        if (stored is null)
        {
            throw new RedKubeException(
                ErrorCode.OutputForeign, $"{wanted.OutputPath} is there already and no job of RedKube wrote it. Name another output, or replace it with --fresh.");
        }

        // Output is recorded before the file is put in its place, so a crash in between leaves a file that is known.
        if (output == stored.Output)
        {
            return stored.State == JobState.Done
                ? wanted with { State = JobState.Done, Output = output, Warnings = stored.Warnings, Report = stored.Report }
                : wanted with { Replaces = output };
        }

        return output == stored.Replaces ? wanted with { Replaces = output } : throw new RedKubeException(
            ErrorCode.OutputForeign, $"{wanted.OutputPath} is not the file that this job wrote. Name another output, or replace it with --fresh.");
    }
}
