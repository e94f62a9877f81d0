using RedKube.Core.Errors;
using RedKube.Core.Imagery;

namespace RedKube.Core.Tests.Imagery;

public sealed class S3SettingsTests
{
    [Fact]
    public void Read_NothingSet_IsAmazonByHostName() => Assert.Equal(new S3Settings(), Read());

    [Theory]
    [InlineData("AWS_S3_ENDPOINT=minio:9000", "https://minio:9000/", true)]
    [InlineData("AWS_S3_ENDPOINT=minio:9000 AWS_HTTPS=NO", "http://minio:9000/", true)]
    [InlineData("AWS_S3_ENDPOINT=minio:9000 AWS_HTTPS=FALSE AWS_VIRTUAL_HOSTING=TRUE", "http://minio:9000/", false)]
    [InlineData("AWS_ENDPOINT_URL=http://127.0.0.1:4568/", "http://127.0.0.1:4568/", true)]
    [InlineData("AWS_ENDPOINT_URL=http://all:1 AWS_ENDPOINT_URL_S3=https://s3:2", "https://s3:2/", true)]
    [InlineData("AWS_ENDPOINT_URL=http://all:1 AWS_S3_ENDPOINT=own:3", "https://own:3/", true)]
    [InlineData("AWS_S3_ENDPOINT=s3.eu-west-1.amazonaws.com", "https://s3.eu-west-1.amazonaws.com/", false)]
    [InlineData("AWS_VIRTUAL_HOSTING=FALSE", null, true)]
    public void Read_Endpoint_IsFound(string variables, string? endpoint, bool pathStyle)
    {
        var settings = Read(variables.Split(' '));

        Assert.Equal((endpoint, pathStyle), (settings.Endpoint?.AbsoluteUri, settings.IsPathStyle));
    }

    [Fact]
    public void Read_RegionAndSigning_AreFound()
    {
        var settings = Read("AWS_DEFAULT_REGION=eu-central-1", "AWS_NO_SIGN_REQUEST=YES");

        Assert.Equal(("eu-central-1", true), (settings.Region, settings.IsAnonymous));
        Assert.Equal("eu-north-1", Read("AWS_DEFAULT_REGION=eu-central-1", "AWS_REGION=eu-north-1").Region);
    }

    [Theory]
    [InlineData("http://user:secret@host")]
    [InlineData("ftp://host")]
    [InlineData("http://host/path")]
    [InlineData("a b")]
    public void Read_NoAddress_IsRefusedWithoutSayingIt(string endpoint)
    {
        var fault = Assert.Throws<RedKubeException>(() => Read("AWS_ENDPOINT_URL=" + endpoint));

        Assert.Equal(ErrorCode.OptionOutOfRange, fault.Code);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    private static S3Settings Read(params string[] variables)
    {
        var set = variables.Select(static v => v.Split('=', 2)).ToDictionary(static v => v[0], static v => v[1], StringComparer.Ordinal);
        return S3Settings.Read(name => set.GetValueOrDefault(name, ""));
    }
}
