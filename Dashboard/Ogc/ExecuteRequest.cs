using System.Text.Json;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Dashboard.Api;

namespace RedKube.Dashboard.Ogc;

/// <summary>The body of an execution: {"inputs": {"image": {"href": …}, "model": …, …}}.</summary>
/// <param name="Inputs">Inputs by name.</param>
internal sealed record ExecuteRequest(Dictionary<string, JsonElement>? Inputs)
{
    /// <summary>The same as a job of the API.</summary>
    /// <exception cref="RedKubeException">RK1001 where an input is not known or of another kind.</exception>
    public JobRequest ToJob()
    {
        var inputs = Inputs ?? [];
        if (inputs.Keys.FirstOrDefault(static k => k is not ("image" or "upload" or "model" or "options" or "priority")) is not null)
        {
            throw Wrong("There are the inputs image, upload, model, options and priority.");
        }

        try
        {
            return new JobRequest
            {
                Image = inputs.TryGetValue("image", out var image) ? Text(image) : null,
                Upload = inputs.TryGetValue("upload", out var upload) ? Text(upload) : null,
                Model = inputs.TryGetValue("model", out var model) ? Text(model) : throw Wrong("The input model is missing."),
                Options = inputs.TryGetValue("options", out var options) ? options.Deserialize<JobOptions>(JobJson.Options)! : new JobOptions(),
                Priority = inputs.TryGetValue("priority", out var priority) ? priority.GetInt32() : 0,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Wrong("An input is of another kind than the process description says.");
        }
    }

    // A value, or a link to it.
    private static string Text(JsonElement input) =>
        (input.ValueKind == JsonValueKind.Object ? input.GetProperty("href") : input).GetString() ?? throw Wrong("An input is null.");

    private static RedKubeException Wrong(string why) => new(ErrorCode.OptionOutOfRange, why + " GET /ogc/processes/detect describes them.");
}
