namespace RedKube.Dashboard.Jobs;

/// <summary>The folders of the data folder.</summary>
internal sealed class DataPlaces
{
    /// <summary>Makes the folders where they are missing.</summary>
    /// <param name="options">The dashboard's options.</param>
    public DataPlaces(DashboardOptions options)
    {
        Root = Path.GetFullPath(options.DataFolder);
        foreach (var folder in (string[])[Jobs, Models, Uploads, Outputs])
        {
            Directory.CreateDirectory(folder);
        }
    }

    /// <summary>The data folder.</summary>
    public string Root { get; }

    /// <summary>Job folders.</summary>
    public string Jobs => Path.Combine(Root, "jobs");

    /// <summary>Models, a folder each, named by hash.</summary>
    public string Models => Path.Combine(Root, "models");

    /// <summary>Uploads, a folder each, named by id.</summary>
    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>Outputs of jobs.</summary>
    public string Outputs => Path.Combine(Root, "outputs");
}
