using RedKube.Core.Errors;

namespace RedKube.Core.Outputs;

/// <summary>Where outputs and reports are put: whole or not at all, and never over a file that belongs to something else. Safe for any number of threads.</summary>
public interface IOutputStore
{
    /// <summary>Makes sure, as far as can be known beforehand, that a file can be put there: makes its folder, or asks for its bucket.</summary>
    /// <param name="what">What to call it in an error: output, report.</param>
    /// <param name="address">Its place.</param>
    /// <exception cref="RedKubeException">RK4001 where it cannot; RK4007 where the storage does not answer.</exception>
    void Prepare(string what, string address);

    /// <summary>What lies there.</summary>
    /// <param name="address">A file's place.</param>
    /// <returns>Null where there is nothing.</returns>
    /// <exception cref="RedKubeException">RK4001, RK4007.</exception>
    OutputStamp? Stamp(string address);

    /// <summary>The file of this machine to write before it is put in its place. Each attempt has one of its own, so that no two processes write to one file.</summary>
    /// <param name="address">Its place; the ending, which formats go by, stays.</param>
    /// <param name="job">The job's id.</param>
    /// <param name="attempt">Tells attempts of one job apart: letters and digits.</param>
    /// <param name="jobFolder">The job's folder.</param>
    string PartPath(string address, string job, string attempt, string jobFolder);

    /// <summary>Deletes, as far as this machine has them, the files that attempts of a job left behind. Only once the job's output is in its place.</summary>
    /// <param name="address">The output's place.</param>
    /// <param name="job">The job's id.</param>
    /// <param name="jobFolder">The job's folder.</param>
    void DeleteParts(string address, string job, string jobFolder);

    /// <summary>Puts a finished file in its place, in one step; it is no longer at its old one then.</summary>
    /// <param name="part">What <see cref="PartPath"/> named, written to its end.</param>
    /// <param name="address">Its place.</param>
    /// <param name="replaces">What may lie there and be replaced; null: nothing.</param>
    /// <exception cref="RedKubeException">RK4002 where something else lies there; RK4001, RK4004, RK4007.</exception>
    void Place(string part, string address, OutputStamp? replaces);

    /// <summary>Writes a small file, in place of one that is there.</summary>
    /// <param name="address">Its place.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="RedKubeException">RK4001, RK4004, RK4007.</exception>
    void Write(string address, ReadOnlySpan<byte> content);
}
