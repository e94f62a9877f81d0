using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace RedKube.Dashboard.Safety;

/// <summary>How often one address may ask for what takes work.</summary>
internal static class Limits
{
    /// <summary>Name of the limit on jobs, plans and models.</summary>
    public const string Work = "work";

    private const int WorkPerMinute = 120;

    /// <summary>Adds the limits.</summary>
    /// <param name="options">The limiter.</param>
    public static void Add(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Work, static context => RateLimitPartition.GetSlidingWindowLimiter(Who(context), static _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = WorkPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));
    }

    private static string Who(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
