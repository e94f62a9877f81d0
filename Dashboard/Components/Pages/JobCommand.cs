namespace RedKube.Dashboard.Components.Pages;

/// <summary>What a user can do with a job.</summary>
public enum JobCommand
{
    /// <summary>Hand out no more of its regions.</summary>
    Pause,

    /// <summary>Go on after a pause.</summary>
    Resume,

    /// <summary>Stop it for good; what is done is kept.</summary>
    Cancel,

    /// <summary>Do what is missing.</summary>
    Retry,

    /// <summary>Take it and its results away.</summary>
    Delete,
}
