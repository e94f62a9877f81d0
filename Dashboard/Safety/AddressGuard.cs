using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using RedKube.Core.Errors;

namespace RedKube.Dashboard.Safety;

/// <summary>
/// Keeps a server that asks nobody who they are from listening where others can reach it: before it listens where its addresses are known, else as soon as
/// they are; the start fails and says why.
/// </summary>
/// <param name="server">The web server.</param>
/// <param name="access">How it is protected.</param>
internal sealed class AddressGuard(IServer server, AccessRules access) : IStartupFilter, IHostedLifecycleService
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next)
    {
        Check();
        return next;
    }

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Check();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Check()
    {
        if (!access.IsOpen || access.AllowAnonymous)
        {
            return;
        }

        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(static a => !IsLoopback(a)) is { } open)
        {
            throw new RedKubeException(
                ErrorCode.ServerUnprotected,
                $"{open} can be reached by others, and nothing says who may come in. Give --api-key-file or an OpenID Connect provider, listen on 127.0.0.1, or say --allow-anonymous.");
        }
    }

    private static bool IsLoopback(string address)
    {
        var parsed = BindingAddress.Parse(address);
        return parsed.IsUnixPipe || parsed.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}
