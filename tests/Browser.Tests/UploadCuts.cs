using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace RedKube.Browser.Tests;

/// <summary>Cuts connections on which parts of uploads come, as a bad network does.</summary>
internal sealed class UploadCuts
{
    private readonly List<long> offsets = [];
    private volatile Func<int, bool>? isCut;

    /// <summary>Where the parts began that came since the last <see cref="Begin"/>.</summary>
    public IReadOnlyList<long> Offsets
    {
        get
        {
            lock (offsets)
            {
                return [.. offsets];
            }
        }
    }

    /// <summary>Says which parts are cut, counted from 1; null: none any more.</summary>
    /// <param name="which">The rule.</param>
    public void Begin(Func<int, bool>? which)
    {
        lock (offsets)
        {
            offsets.Clear();
        }

        isCut = which;
    }

    /// <summary>Passes a request on, or cuts its connection after the first bytes.</summary>
    public async Task RunAsync(HttpContext context, Func<Task> next)
    {
        if (HttpMethods.IsPatch(context.Request.Method) && Note(context.Request) is { } number && isCut?.Invoke(number) == true)
        {
            _ = await context.Request.Body.ReadAsync(new byte[1000], context.RequestAborted);
            context.Abort();
            return;
        }

        await next();
    }

    private int Note(HttpRequest request)
    {
        lock (offsets)
        {
            offsets.Add(long.Parse(request.Headers["Upload-Offset"].ToString(), CultureInfo.InvariantCulture));
            return offsets.Count;
        }
    }
}
