using System.Diagnostics;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Hosting;

/// <summary>Applications that bring their own Redis client, or none, are built against the library and run.</summary>
public class ConsumerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    [Theory]
    [InlineData("none", 2)]
    [InlineData("floor", 2)]
    [InlineData("newest", 3)]
    [InlineData("cache", 2)]
    public async Task An_application_is_built_and_keeps_a_session_in_Redis_with_the_client_that_it_brings(string variant, int major)
    {
        var root = SourceTree.Root();
        // The library itself is built already, and stays as it is.
        await RunAsync("build", Path.Combine(root, "tests/Consumers/Consumer.csproj"), $"-p:Variant={variant}", "-c", Configuration, "-v", "q",
            "-p:BuildProjectReferences=false", "-p:UseSharedCompilation=false", "-nodeReuse:false", "-tl:off");
        await using var server = await RedisServer.StartAsync();

        var output = await RunAsync(
            Path.Combine(root, "artifacts/bin", $"Consumer-{variant}", Configuration.ToLowerInvariant(), "Consumer.dll"), server.Endpoint);

        Assert.Contains($"one session, client {major}", output, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // What the test run sets for its own processes is not meant for a build.
        foreach (var name in info.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            info.Environment.Remove(name);
        var process = ChildProcess.Start(info);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            using var late = new CancellationTokenSource(Patience);
            await process.WaitForExitAsync(late.Token);
            var text = await output + await errors;
            Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
            return text;
        }
        finally
        {
            await ChildProcess.KillAsync(process);
        }
    }
}
