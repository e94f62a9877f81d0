using RedKube.Core.Jobs;
using RedKube.Core.Tests.Jobs;

namespace RedKube.Adapters.S3.Tests;

public sealed class S3JobFolderTests(S3Fixture s3) : JobFolderContract, IClassFixture<S3Fixture>
{
    protected override IJobFolders Folders => s3.Storage().Folders;

    protected override string Root { get; } = S3Fixture.NewFolder();

    protected override void Tear(string file)
    {
        using var client = s3.Client();
        var bytes = client.Get(S3Address.Parse(file))!;
        client.Put(S3Address.Parse(file), bytes.AsSpan(0, bytes.Length / 2));
    }
}
