namespace RedKube.Core.Errors;

/// <summary>
/// Every error that RedKube explains, as RK and four digits: 1 options, 2 images, 3 models, 4 outputs and job folders,
/// 5 queue and servers, 9 faults of RedKube. docs/errors.md says more of each; a test holds the two against each other.
/// </summary>
public enum ErrorCode
{
    /// <summary>RK1001: an option's value is outside its range.</summary>
    OptionOutOfRange = 1001,

    /// <summary>RK1002: two options contradict each other.</summary>
    OptionsConflict = 1002,

    /// <summary>RK1003: the overlap is not smaller than the tile.</summary>
    OverlapNotSmallerThanTile = 1003,

    /// <summary>RK1101: an area of interest cannot be read.</summary>
    AreaUnreadable = 1101,

    /// <summary>RK1102: the area of interest does not touch the image.</summary>
    AreaOutsideImage = 1102,

    /// <summary>RK1201: a file of detections or true objects cannot be scored.</summary>
    ScoringInputUnreadable = 1201,

    /// <summary>RK2001: there is no such image.</summary>
    ImageNotFound = 2001,

    /// <summary>RK2002: GDAL does not open the file as a raster.</summary>
    ImageUnreadable = 2002,

    /// <summary>RK2003: the file holds only subdatasets; one of them must be named.</summary>
    ImageHasSubdatasets = 2003,

    /// <summary>RK2004: the raster has no bands.</summary>
    ImageHasNoBands = 2004,

    /// <summary>RK2005: the sample type (complex, for one) is not supported.</summary>
    SampleTypeUnsupported = 2005,

    /// <summary>RK2006: a band was asked for that the image does not have.</summary>
    BandNotThere = 2006,

    /// <summary>RK2007: a block of the image cannot be decoded.</summary>
    BlockUnreadable = 2007,

    /// <summary>RK2008: the storage of the image did not answer.</summary>
    ImageStorageAway = 2008,

    /// <summary>RK2009: no image was found where images were expected.</summary>
    NoImages = 2009,

    /// <summary>RK2010: the georeference of the image cannot be used.</summary>
    GeoreferenceUnusable = 2010,

    /// <summary>RK2011: the image changed while its job was under way.</summary>
    ImageChanged = 2011,

    /// <summary>RK2012: the image's address carries credentials, which the other processes of a shared job would not have.</summary>
    CredentialsNotShared = 2012,

    /// <summary>RK2013: the image may not be named, or its format leads elsewhere.</summary>
    InputNotAllowed = 2013,

    /// <summary>RK2014: the image, or what was uploaded, is larger than what is allowed.</summary>
    ImageTooLarge = 2014,

    /// <summary>RK3001: there is no such model.</summary>
    ModelNotFound = 3001,

    /// <summary>RK3002: ONNX Runtime does not load the file.</summary>
    ModelUnreadable = 3002,

    /// <summary>RK3003: the kind of model cannot be recognised from its outputs.</summary>
    ModelNotRecognised = 3003,

    /// <summary>RK3004: the model takes another number of bands than the image gives.</summary>
    ModelBandsMismatch = 3004,

    /// <summary>RK3005: the model card is not valid.</summary>
    ModelCardInvalid = 3005,

    /// <summary>RK3006: the asked-for device is not there.</summary>
    DeviceNotThere = 3006,

    /// <summary>RK3007: the model failed while it ran.</summary>
    InferenceFailed = 3007,

    /// <summary>RK3008: a class was asked for that the model does not have.</summary>
    ClassNotThere = 3008,

    /// <summary>RK3009: the model cannot take the asked-for tile or batch size.</summary>
    ModelInputMismatch = 3009,

    /// <summary>RK3010: the server of a model, or of its card, did not answer.</summary>
    ModelStorageAway = 3010,

    /// <summary>RK3011: the model needs more memory than it may take.</summary>
    ModelTooLarge = 3011,

    /// <summary>RK4001: the output cannot be written.</summary>
    OutputNotWritable = 4001,

    /// <summary>RK4002: the output is there and belongs to something else.</summary>
    OutputForeign = 4002,

    /// <summary>RK4003: another live process works in the job folder.</summary>
    JobFolderLocked = 4003,

    /// <summary>RK4004: the disk is full.</summary>
    NoSpace = 4004,

    /// <summary>RK4005: the job folder is damaged or of a newer version.</summary>
    JobFolderUnreadable = 4005,

    /// <summary>RK4006: the output format is not known.</summary>
    FormatUnknown = 4006,

    /// <summary>RK4007: the storage of a job folder, a model or an output did not answer.</summary>
    StorageAway = 4007,

    /// <summary>RK5001: the queue or its server is away.</summary>
    QueueAway = 5001,

    /// <summary>RK5002: there is no such job.</summary>
    JobNotFound = 5002,

    /// <summary>RK5003: another model of the same name has work in the queue.</summary>
    ModelNameTaken = 5003,

    /// <summary>RK5004: a newer RedKube wrote a message of the queue.</summary>
    MessageNewer = 5004,

    /// <summary>RK5005: the queue's server cannot be used.</summary>
    QueueServerUnsuitable = 5005,

    /// <summary>RK5006: the server would be open to everybody.</summary>
    ServerUnprotected = 5006,

    /// <summary>RK9001: a fault of RedKube itself.</summary>
    Bug = 9001,
}
