using System.Diagnostics;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Support;

/// <summary>A server that speaks the S3 protocol (<c>s3rver</c>) on a free port of 127.0.0.1, with one empty bucket.</summary>
public sealed class S3Server : IAsyncLifetime
{
    public const string Bucket = "recordings";

    // The account that s3rver knows.
    private const string Account = "S3RVER";
    private const string Listening = "listening on ";

    private readonly string _folder = Directory.CreateTempSubdirectory("s3-").FullName;
    private Process? _process;

    internal IAmazonS3 Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var folder = NodeScript.Folder();
        _process = ChildProcess.Start(new ProcessStartInfo("node")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            // It makes tokens of lists with a cipher of old.
            ArgumentList =
            {
                "--openssl-legacy-provider", Path.Combine("node_modules", "s3rver", "bin", "s3rver.js"),
                "--directory", _folder, "--address", "127.0.0.1", "--port", "0", "--silent", "--configure-bucket", Bucket,
            },
        });
        string? line;
        while ((line = await _process.StandardOutput.ReadLineAsync()) is not null && !line.Contains(Listening, StringComparison.Ordinal))
        {
        }

        Assert.True(line is not null, $"s3rver did not start: run 'npm ci' in {folder}.");
        var address = line!.Split(Listening)[1].Trim();
        Client = new AmazonS3Client(
            new BasicAWSCredentials(Account, Account), new AmazonS3Config { ServiceURL = $"http://{address}", ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
    }

    /// <summary>The keys of all objects, in their order.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync() =>
        [.. ((await Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket })).S3Objects ?? []).Select(o => o.Key)];

    public async Task DisposeAsync()
    {
        Client?.Dispose();
        if (_process is not null)
            await ChildProcess.KillAsync(_process);
        Directory.Delete(_folder, recursive: true);
    }
}
