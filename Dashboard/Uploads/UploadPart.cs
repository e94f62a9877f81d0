namespace RedKube.Dashboard.Uploads;

/// <summary>How a part of an upload came.</summary>
internal enum UploadPart
{
    /// <summary>To its end.</summary>
    Whole,

    /// <summary>It broke off; what came stays.</summary>
    Cut,

    /// <summary>More bytes came than were announced.</summary>
    TooLong,

    /// <summary>Its checksum was another; nothing of it stays.</summary>
    WrongChecksum,
}
