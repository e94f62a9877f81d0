using Microsoft.Extensions.DependencyInjection;
using RedKube.Core.Jobs;
using RedKube.Dashboard.Events;

namespace RedKube.Dashboard.Tests;

public sealed class EventTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly DashboardServer server = shared.Server;

    [Fact]
    public async Task JobEvents_OfAJob_EndWithItsState()
    {
        var job = await server.SubmitAsync(server.Image());
        await using var events = await EventReader.OpenAsync(server.Client, $"/api/v1/jobs/{job.GetProperty("id")}/events", CancellationToken.None);
        var names = new List<string>();
        ServerEvent? last = null;
        while (await events.NextAsync(CancellationToken.None) is { } happened)
        {
            names.Add(happened.Name);
            last = happened;
        }

        Assert.Equal("end", last!.Name);
        Assert.Equal("done", last.Data.GetProperty("state").GetString());
        Assert.Contains("progress", names);
    }

    [Fact]
    public async Task BoardEvents_AfterASubmission_NameTheJob()
    {
        await using var events = await EventReader.OpenAsync(server.Client, "/api/v1/events", CancellationToken.None);
        var job = await server.SubmitAsync(server.Image());
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await events.NextAsync(limit.Token) is { } happened)
        {
            Assert.Equal("jobs", happened.Name);
            if (happened.Data.GetProperty("changed").EnumerateArray().Any(j => j.GetProperty("id").GetString() == job.GetProperty("id").GetString()))
            {
                return;
            }
        }

        Assert.Fail("The job was not named.");
    }

    [Fact]
    public async Task Listeners_ThatLeave_StopTheProducer()
    {
        var hub = server.Services.GetRequiredService<EventHub>();
        var first = await EventReader.OpenAsync(server.Client, "/api/v1/events", CancellationToken.None);
        var second = await EventReader.OpenAsync(server.Client, "/api/v1/events", CancellationToken.None);
        await first.NextAsync(CancellationToken.None);
        var together = hub.Count;
        await first.DisposeAsync();
        await second.DisposeAsync();

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (hub.Count > 0)
        {
            await Task.Delay(20, limit.Token);
        }

        Assert.Equal(1, together);
    }

    [Fact]
    public void Take_AfterMoreThanIsKept_HoldsNoMoreAndOnlyTheNewestState()
    {
        var channel = new EventChannel("e", JobJson.Options);
        for (var i = 0; i < EventChannel.Kept * 4; i++)
        {
            channel.Add("progress", i, isState: true);
            channel.Add("message", i, isState: false);
        }

        var (frames, isOpen, _) = channel.Take(0);

        Assert.True(isOpen);
        Assert.Equal((EventChannel.Kept / 2) + 1, frames.Count);
        Assert.Single(frames, static f => f.IsState);
        Assert.Equal(frames.Select(static f => f.Number).Order(), frames.Select(static f => f.Number));
    }

    [Fact]
    public void NumberOf_IdOfThisChannel_GoesOnBehindIt()
    {
        var channel = new EventChannel("e", JobJson.Options);
        channel.Add("message", 1, isState: false);
        channel.Add("message", 2, isState: false);

        Assert.Equal(1, channel.NumberOf("e-1"));
        Assert.Equal(0, channel.NumberOf("other-1"));
        Assert.Equal(0, channel.NumberOf("e-99"));
        Assert.Equal(0, channel.NumberOf(null));
        Assert.Equal(2, Assert.Single(channel.Take(channel.NumberOf("e-1")).Frames).Number);
    }
}
