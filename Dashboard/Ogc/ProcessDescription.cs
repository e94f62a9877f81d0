namespace RedKube.Dashboard.Ogc;

/// <summary>The process detect as OGC API – Processes describes it.</summary>
internal static class ProcessDescription
{
    /// <summary>Its id.</summary>
    public const string Id = "detect";

    /// <summary>As the list has it.</summary>
    /// <param name="links">Addresses.</param>
    public static object Summary(OgcLinks links) => new
    {
        id = Id,
        title = "Find objects in an image",
        description = "Runs a detection model over an image of any size and merges what its tiles report.",
        version = "1.0.0",
        jobControlOptions = JobControl,
        outputTransmission = Transmission,
        links = Links(links),
    };

    /// <summary>With inputs and outputs.</summary>
    /// <param name="links">Addresses.</param>
    public static object Full(OgcLinks links) => new
    {
        id = Id,
        title = "Find objects in an image",
        description = "Runs a detection model over an image of any size and merges what its tiles report.",
        version = "1.0.0",
        jobControlOptions = JobControl,
        outputTransmission = Transmission,
        inputs = new
        {
            image = Input("The image", "A path or address that the server allows. This or upload.", 0, new { type = "string", format = "uri-reference" }),
            upload = Input("Uploaded image", "Id of an upload under /api/v1/uploads. This or image.", 0, new { type = "string" }),
            model = Input("Model", "Name or hash of a model under /api/v1/models.", 1, new { type = "string" }),
            options = Input("Options", "As in POST /api/v1/jobs: tileSize, overlap, confidence, classes, merge, area, …", 0, new { type = "object" }),
            priority = Input("Priority", "Higher goes first, −100 to 100.", 0, new { type = "integer", minimum = -100, maximum = 100, @default = 0 }),
        },
        outputs = new
        {
            detections = new
            {
                title = "Detections",
                description = "Features with class and score (RFC 7946).",
                schema = new { type = "string", contentMediaType = OgcLinks.GeoJson },
            },
        },
        links = Links(links),
    };

    private static string[] JobControl { get; } = ["async-execute", "dismiss"];

    private static string[] Transmission { get; } = ["reference"];

    private static object Input(string title, string description, int least, object schema) =>
        new { title, description, minOccurs = least, maxOccurs = 1, schema };

    private static OgcLink[] Links(OgcLinks links) =>
    [
        new(links.To($"/processes/{Id}"), "self", OgcLinks.Json),
        new(links.To($"/processes/{Id}/execution"), "http://www.opengis.net/def/rel/ogc/1.0/execute", OgcLinks.Json, "Run it"),
    ];
}
