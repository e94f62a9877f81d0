namespace RedKube.Dashboard.Components.Pages;

/// <summary>Which jobs the list shows.</summary>
internal enum JobGroup
{
    /// <summary>Every job.</summary>
    All,

    /// <summary>Those that wait, run or pause.</summary>
    Active,

    /// <summary>Those that ended well, whole or in part.</summary>
    Finished,

    /// <summary>Those that failed or were cancelled.</summary>
    Stopped,
}
