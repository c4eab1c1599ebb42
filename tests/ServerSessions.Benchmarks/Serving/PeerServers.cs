using OpenTelemetry.Exporter;
using ServerSessions.Benchmarks.Running;
using ServerSessions.TestServers;

namespace ServerSessions.Benchmarks.Serving;

/// <summary>What peers send to: a Redis without persistence, and a collector that answers every trace with 200. The children find them by variables.</summary>
internal sealed class PeerServers : IAsyncDisposable
{
    private const string RedisVariable = "BENCHMARK_REDIS";
    private const string CollectorVariable = "BENCHMARK_COLLECTOR";

    private readonly RedisServer _redis;
    private readonly WebApplication _collector;

    private PeerServers(RedisServer redis, WebApplication collector) => (_redis, _collector) = (redis, collector);

    public static async Task<PeerServers> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = builder.Build();
        collector.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            return Results.Ok();
        });
        await collector.StartAsync();
        var redis = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = false });
        Environment.SetEnvironmentVariable(RedisVariable, redis.Endpoint);
        Environment.SetEnvironmentVariable(CollectorVariable, collector.Urls.Single());
        return new PeerServers(redis, collector);
    }

    /// <summary>Where the exporter sends to, read in the child.</summary>
    public static void ToCollector(OtlpExporterOptions options)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri($"{Given(CollectorVariable)}/v1/traces");
    }

    public static string Redis() => Given(RedisVariable);

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _collector.DisposeAsync();
    }

    private static string Given(string variable) => Environment.GetEnvironmentVariable(variable)
        ?? throw new BenchmarkException($"{variable} is not set: this app serves as a child of \"request --peers\".");
}
