namespace RedKube.Browser.Tests;

/// <summary>Jobs that fill the pages: one that is done, one of which a region failed, one that runs until <see cref="DisposeAsync"/>.</summary>
internal sealed class Exhibits : IAsyncDisposable
{
    private readonly Board board;

    private Exhibits(Board board) => this.board = board;

    /// <summary>The image of the job that is done.</summary>
    public required string Scene { get; init; }

    /// <summary>A job that is done.</summary>
    public required string Done { get; init; }

    /// <summary>A job that is done in part.</summary>
    public required string Partial { get; init; }

    /// <summary>The image of the job that runs.</summary>
    public required string Vast { get; init; }

    /// <summary>A job that runs, once <see cref="RunAsync"/> was called.</summary>
    public string Running { get; private set; } = "";

    /// <summary>Submits the jobs and waits until they are as they should be.</summary>
    /// <param name="board">The server.</param>
    /// <param name="side">Pixels of a side of the scene that is searched.</param>
    /// <param name="running">Writes the image of the job that runs.</param>
    public static async Task<Exhibits> PrepareAsync(Board board, int side, Func<string, string> running)
    {
        Skip.IfNot(Board.IsThere, $"{Places.Chromium} is not installed");
        string In(string name) => Path.Combine(board.Server.Inputs, name);
        var scene = Scenes.Write(In("harbour-east.tif"), side);
        var done = await board.SubmitAsync(scene, regionSize: 768);
        var spoilt = Scenes.Write(In("coast-strip-04.tif"), 1400);
        Scenes.Spoil(spoilt);
        var partial = await board.SubmitAsync(spoilt, regionSize: 600);
        await board.WaitAsync(done, "done");
        await board.WaitAsync(partial, "partial");
        return new Exhibits(board) { Scene = scene, Done = done, Partial = partial, Vast = running(In("delta-north.tif")) };
    }

    /// <summary>Lets the job that runs begin anew where it has ended meanwhile.</summary>
    public async Task RunAsync() => Running = await board.SubmitAsync(Vast, regionSize: 1024, fresh: true);

    public async ValueTask DisposeAsync()
    {
        foreach (var job in new[] { Running, Partial, Done }.Where(static job => job.Length > 0))
        {
            await board.DeleteAsync(job);
        }
    }
}
