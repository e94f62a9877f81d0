using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RedKube.Cli.Hosting;
using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;
using RedKube.ServiceDefaults;
using RedKube.Worker;

namespace RedKube.Services.Tests.Fakes;

/// <summary>A folder of its own and the in-process stages over fakes.</summary>
internal sealed class Workbench : IDisposable
{
    public Workbench()
    {
        Folder = Path.Combine(Path.GetTempPath(), "redkube-tests", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Folder);
    }

    /// <summary>The size of <see cref="Image"/>.</summary>
    public static PixelSize Size { get; } = new(900, 900);

    /// <summary>What is on <see cref="Image"/>.</summary>
    public static List<PixelRect> Squares { get; } = SquaresImage.Scatter(8, Size, 40, 20);

    /// <summary>An image of nine regions of <see cref="Request"/>'s size, for tests that care about jobs rather than pixels.</summary>
    public SquaresImage Image { get; } = new(Size, new(64, 64), Squares);

    public string Folder { get; }

    public string Output => Path.Combine(Folder, "out.geojson");

    public string Data => Path.Combine(Folder, "data");

    /// <summary>A model's file, for where models are copied.</summary>
    public string ModelFile
    {
        get
        {
            var file = Path.Combine(Folder, "squares.onnx");
            File.WriteAllText(file, "the model");
            return file;
        }
    }

    public DetectRequest Request(DetectOptions? options = null) => new()
    {
        Image = new ImageRef("squares.tif"),
        ModelPath = "squares.onnx",
        OutputPath = Output,
        Format = "geojson",
        Options = options ?? new DetectOptions { TileSize = 128, RegionSize = 512 },
    };

    /// <summary>Runs a request on <see cref="Image"/> to its end.</summary>
    public Task<JobOutcome> RunAsync(SquaresModel? model = null, DetectRequest? request = null) => RunAsync(Image, model ?? new SquaresModel(), request ?? Request());

    /// <summary>The output of <see cref="Request"/>, made elsewhere and undisturbed.</summary>
    public static async Task<byte[]> UndisturbedAsync()
    {
        using var other = new Workbench();
        await other.RunAsync();
        return await File.ReadAllBytesAsync(other.Output);
    }

    public static async Task<JobOutcome> RunAsync(
        IRasterSource images, IDetectorFactory models, DetectRequest request, WorkerOptions? options = null, Action<JobEvent>? onEvent = null)
    {
        using var host = await StartAsync(images, models, options);
        try
        {
            var jobs = host.Services.GetRequiredService<IJobs>();
            var job = await jobs.SubmitAsync(request, CancellationToken.None);
            return await jobs.WaitAsync(job, onEvent, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));
        }
        finally
        {
            await host.StopAsync();
        }
    }

    /// <summary>Starts the stages; what is configured first stays as it is. Job folders lie in the data folder, where there is one.</summary>
    public static async Task<IHost> StartAsync(
        IRasterSource images, IDetectorFactory models, WorkerOptions? options = null, Action<IServiceCollection>? configure = null, string? data = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        configure?.Invoke(builder.Services);
        builder.Services.AddSingleton(images);
        builder.Services.AddSingleton(models);
        builder.Services.TryAddSingleton<IFeatureWriterFactory, TextFeatureWriterFactory>();
        builder.Services.TryAddSingleton(new QueueOptions { Backoff = TimeSpan.FromMilliseconds(5) });
        if (data is not null)
        {
            builder.AddRedKubeData(data);
        }

        builder.AddRedKubeInProcess(options ?? new WorkerOptions { Threads = 2, EndsJobWithoutSpace = data is null });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
