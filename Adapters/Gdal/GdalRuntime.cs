using MaxRev.Gdal.Core;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal;

/// <summary>Starts GDAL, once for the process. Safe for any number of threads.</summary>
public static class GdalRuntime
{
    /// <summary>The block cache of GDAL where nothing else is asked for. Ours holds decoded blocks, so that GDAL's needs to hold only those in work.</summary>
    public const int DefaultCacheMegabytes = 64;

    private const string ProofOfData = "gdalvrt.xsd";

    // For the network alone; a user's own values, from the environment, come first.
    private static readonly (string Key, string Value)[] NetworkDefaults =
    [
        ("GDAL_HTTP_MAX_RETRY", "3"),
        ("GDAL_HTTP_RETRY_DELAY", "1"),
        ("GDAL_HTTP_CONNECTTIMEOUT", "10"),
        ("GDAL_HTTP_LOW_SPEED_TIME", "30"),
        ("GDAL_HTTP_LOW_SPEED_LIMIT", "1"),
        ("GDAL_HTTP_MERGE_CONSECUTIVE_RANGES", "YES"),
        ("GDAL_HTTP_MULTIPLEX", "YES"),
        ("CPL_VSIL_CURL_CACHE_SIZE", "33554432"),
    ];

    private static readonly Lock Gate = new();
    private static volatile bool started;

    /// <summary>Registers the drivers, turns errors into exceptions and keeps GDAL from writing to stderr. Later calls return at once.</summary>
    public static void Initialise()
    {
        if (started)
        {
            return;
        }

        lock (Gate)
        {
            if (!started)
            {
                Start();
                started = true;
            }
        }
    }

    /// <summary>Sets GDAL's block cache, shared by all images; GDAL_CACHEMAX in the environment comes first.</summary>
    /// <param name="megabytes">1 to 2047.</param>
    public static void SetCache(int megabytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(megabytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(megabytes, 2047);
        Initialise();
        if (Environment.GetEnvironmentVariable("GDAL_CACHEMAX") is null)
        {
            GdalApi.SetCacheMax(megabytes << 20);
        }
    }

    private static void Start()
    {
        var asked = Environment.GetEnvironmentVariable("GDAL_DATA");
        GdalBase.ConfigureAll();
        PointToData(asked);
        _ = GdalApi.SetErrorHandler("CPLQuietErrorHandler");
        GdalApi.UseExceptions();
        OSGeo.OGR.Ogr.UseExceptions();
        OSGeo.OSR.Osr.UseExceptions();
        foreach (var (key, value) in NetworkDefaults)
        {
            if (GdalApi.GetConfigOption(key, null) is null)
            {
                GdalApi.SetConfigOption(key, value);
            }
        }

        PointToS3(S3Settings.Read(Environment.GetEnvironmentVariable));
        if (Environment.GetEnvironmentVariable("GDAL_CACHEMAX") is null)
        {
            // A small container gets less: an eighth of what its limit leaves.
            var eighth = (int)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 23);
            GdalApi.SetCacheMax(Math.Clamp(eighth, 8, DefaultCacheMegabytes) << 20);
        }
    }

    // GDAL knows its own names of these variables only, and by default asks another server's buckets by host names.
    private static void PointToS3(S3Settings settings)
    {
        if (settings.Endpoint is { } endpoint)
        {
            GdalApi.SetConfigOption("AWS_S3_ENDPOINT", endpoint.Authority);
            GdalApi.SetConfigOption("AWS_HTTPS", endpoint.Scheme == "https" ? "YES" : "NO");
            GdalApi.SetConfigOption("AWS_VIRTUAL_HOSTING", settings.IsPathStyle ? "FALSE" : "TRUE");
        }
    }

    // ConfigureAll points GDAL_DATA at the application's folder, whatever is there, even where the environment said better.
    private static void PointToData(string? asked)
    {
        var now = GdalApi.GetConfigOption("GDAL_DATA", null);
        if (now is null || File.Exists(Path.Combine(now, ProofOfData)))
        {
            return;
        }

        string?[] places = [asked, Path.Combine(AppContext.BaseDirectory, "runtimes", "any", "native", "gdal-data"), "/usr/share/gdal"];
        if (Array.Find(places, p => p is not null && File.Exists(Path.Combine(p, ProofOfData))) is { } place)
        {
            GdalBase.ConfigureGdalData(place);
        }
    }
}
