namespace RedKube.Dashboard.Tests;

/// <summary>One server for the tests of a class: they use names and ids of their own.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal DashboardServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await DashboardServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
