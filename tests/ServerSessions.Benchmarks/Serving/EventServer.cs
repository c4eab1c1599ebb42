using System.Globalization;
using ServerSessions.Benchmarks.Running;
using ServerSessions.TestServers;

namespace ServerSessions.Benchmarks.Serving;

/// <summary>The Redis of the tracked apps, with an append-only file as in production. Children find it by a variable; each has a prefix of its own.</summary>
internal sealed class EventServer : IAsyncDisposable
{
    private const string Variable = "BENCHMARK_EVENTS";

    private EventServer(RedisServer server) => Server = server;

    public RedisServer Server { get; }

    /// <summary>Read in the child.</summary>
    public static string Endpoint => Environment.GetEnvironmentVariable(Variable) ?? throw new BenchmarkException($"{Variable} is not set: this app serves as a child.");

    public static async Task<EventServer> StartAsync()
    {
        var server = await RedisServer.StartAsync();
        Environment.SetEnvironmentVariable(Variable, server.Endpoint);
        return new EventServer(server);
    }

    public static string PrefixOf(int process) => string.Create(CultureInfo.InvariantCulture, $"b{process}");

    /// <summary>Events that lie in the streams, all processes together: the last sequences of all producers.</summary>
    public async Task<long> EventsAsync()
    {
        var events = 0L;
        foreach (var key in await Server.CommandAsync("KEYS", "b*:producers") as object?[] ?? [])
            foreach (var value in await Server.CommandAsync("HVALS", (string)key!) as object?[] ?? [])
                events += long.Parse(((string)value!).Split(' ')[0], CultureInfo.InvariantCulture);
        return events;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
