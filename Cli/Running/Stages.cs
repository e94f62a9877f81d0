using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RedKube.Cli.Hosting;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Worker;

namespace RedKube.Cli.Running;

/// <summary>All stages at work in this process, until it is disposed.</summary>
internal sealed class Stages : IAsyncDisposable
{
    private readonly IHost host;

    private Stages(IHost host) => this.host = host;

    /// <summary>The way in.</summary>
    public IJobs Jobs => host.Services.GetRequiredService<IJobs>();

    /// <summary>What opens images.</summary>
    public IRasterSource Rasters => host.Services.GetRequiredService<IRasterSource>();

    /// <summary>Starts them.</summary>
    /// <param name="threads">Callers of the model at the same time; null: the cores that this process may use.</param>
    /// <param name="cancellation">Gives the start up.</param>
    public static async Task<Stages> StartAsync(int? threads, CancellationToken cancellation)
    {
        var made = InProcess.CreateHost(threads is { } number ? new WorkerOptions { Threads = number } : null);
        await made.StartAsync(cancellation);
        return new Stages(made);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }
}
