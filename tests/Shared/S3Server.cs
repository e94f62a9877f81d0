using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RedKube.Tests.Shared;

/// <summary>
/// A real S3 server (npm's s3rver, which `redkube test` installs) on a free port of 127.0.0.1, with an empty bucket; it ends with the test, and with the
/// process that runs the tests, however that ends.
/// </summary>
internal sealed class S3Server : IDisposable
{
    /// <summary>The bucket that is there.</summary>
    public const string Bucket = "redkube";

    /// <summary>The one user's name and secret.</summary>
    public const string AccessKey = "S3RVER";

    // s3rver knows no conditions on writing; Amazon does, and answers 412 where the object is not the one that was named. It ends when its standard input does. The marks of its pages are enciphered in a way that Node allows only when asked to.
    private const string Program = """
        const S3rver = require(process.argv[1]);
        const server = new S3rver({ address: '127.0.0.1', port: +process.argv[3], silent: true, directory: process.argv[2], configureBuckets: [{ name: 'redkube' }] });
        server.middleware.unshift(async (context, next) => {
          const [match, none] = [context.get('if-match'), context.get('if-none-match')];
          if (context.method === 'PUT' && (match || none)) {
            const [bucket, ...key] = decodeURIComponent(context.path).slice(1).split('/');
            const there = await server.store.existsObject(bucket, key.join('/')) && (await server.store.getMetadata(bucket, key.join('/'))).etag;
            if (match ? there !== match : there) {
              context.status = 412;
              context.type = 'application/xml';
              context.body = '<Error><Code>PreconditionFailed</Code><Message>The object is another one.</Message></Error>';
              return;
            }
          }
          await next();
        });
        server.run().then(a => console.log(a.port), e => { console.error(e); process.exit(1); });
        process.stdin.on('end', () => process.exit()).resume();
        """;

    private readonly string data = Directory.CreateTempSubdirectory("redkube-s3-").FullName;
    private Process? process;

    private S3Server() => Start();

    /// <summary>Its port.</summary>
    public int Port { get; private set; }

    /// <summary>Its address.</summary>
    public string Endpoint => $"http://127.0.0.1:{Port}";

    /// <summary>The variables of a process that is to speak to it.</summary>
    public Dictionary<string, string?> Environment => new(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL"] = Endpoint,
        ["AWS_ACCESS_KEY_ID"] = AccessKey,
        ["AWS_SECRET_ACCESS_KEY"] = AccessKey,
        ["AWS_REGION"] = "us-east-1",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_PROFILE"] = null,
        ["AWS_SESSION_TOKEN"] = null,
    };

    private static string Package => Path.Combine(Root(), ".redkube", "s3rver", "node_modules", "s3rver");

    /// <summary>Starts one; skips the test where it is not installed.</summary>
    public static S3Server StartOrSkip()
    {
        Skip.IfNot(File.Exists(Path.Combine(Package, "package.json")), "the S3 server of npm (s3rver) is not installed; ./redkube test installs it where npm is");
        return new S3Server();
    }

    /// <summary>Starts it again after <see cref="Stop"/>, on the same port with the same data.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo("node", ["--openssl-legacy-provider", "-e", Program, Package, data, $"{Port}"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(start)!;
        var said = process.StandardOutput.ReadLine();
        if (said is null)
        {
            throw new InvalidOperationException($"The S3 server did not start: {process.StandardError.ReadToEnd()}");
        }

        Port = int.Parse(said, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Ends it at once; what it holds stays.</summary>
    public void Stop()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        Directory.Delete(data, recursive: true);
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
