using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Benchmarks.Codec;
using ServerSessions.Benchmarks.Running;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;
using ServerSessions.Storage.Redis;
using ServerSessions.TestServers;
using StackExchange.Redis;

namespace ServerSessions.Benchmarks.Appending;

/// <summary>
/// One writer into one Redis with an append-only file: guarded appends to 16 partitions at once, batches of 128 events, one append
/// in flight for each. What is in Redis at the end is counted. (Encoding an event is the benchmark "codec".)
/// </summary>
internal sealed class AppendBenchmark : IBenchmark
{
    private const int Partitions = 16;
    private const int EventsPerBatch = 128;
    private const int BatchesPerAppend = 4;

    public string Name => "append";

    public string Purpose => "events a second from one writer into one Redis, the client's processor time and Redis' memory an event";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var appends = options.IsQuick ? 100 : 300;
        var rounds = options.IsQuick ? 3 : 7;
        var payloads = Payloads();
        var (rates, cpu) = (new List<double>(), new List<double>());
        var bytes = 0d;
        for (var round = -1; round < rounds; round++)
        {
            await using var server = await RedisServer.StartAsync();
            await using var connection = new RedisConnection(
                new OwnRedis(ConfigurationOptions.Parse(server.Endpoint)), TimeProvider.System, NullLogger<RedisConnection>.Instance);
            using var storage = new RedisStorage(
                new RedisStorageOptions { MaxBacklog = int.MaxValue }, Partitions, connection, TimeProvider.System, NullLogger<RedisStorage>.Instance);
            await storage.StartAsync(cancellationToken);
            await AppendAllAsync(storage, payloads, "warm", 5, cancellationToken);
            var memory = await MemoryAsync(server);

            var (clock, processor) = (Stopwatch.GetTimestamp(), ProcessorTime());
            await AppendAllAsync(storage, payloads, "writer", appends, cancellationToken);
            var (seconds, used) = (Stopwatch.GetElapsedTime(clock).TotalSeconds, ProcessorTime() - processor);
            var events = (double)Partitions * appends * BatchesPerAppend * EventsPerBatch;
            await CheckAsync(server, events);
            bytes = (await MemoryAsync(server) - memory) / events;
            if (round < 0)
                continue;
            rates.Add(events / seconds);
            cpu.Add(used.TotalMicroseconds / events);
        }

        var (rate, client) = (Statistics.MedianInterval(rates), Statistics.MedianInterval(cpu));
        Console.WriteLine($"\n{Partitions} partitions at once, {BatchesPerAppend} batches of {EventsPerBatch} events an append, {rounds} rounds: {rate.Text("0")} events/s, "
            + $"{client.Text("0.00")} µs of the client's processor time an event, {bytes:0.0} bytes of Redis an event");
        return new Figures().Add("eventsPerSecond", rate.Median, 0).Add("clientMicros", client.Median, 2).Add("redisBytes", bytes, 1);
    }

    private static byte[][] Payloads()
    {
        var encoder = new EventBatchEncoder();
        var events = new EventMix().Batches(EventsPerBatch * 8 / EventMix.EventsPerBatch).SelectMany(b => b).Chunk(EventsPerBatch).Where(b => b.Length == EventsPerBatch);
        return [.. events.Select(batch => Encode(encoder, batch))];
    }

    private static byte[] Encode(EventBatchEncoder encoder, RequestEvent[] batch)
    {
        encoder.Begin("5f2b9c41d07e");
        foreach (ref readonly var e in batch.AsSpan())
            encoder.Add(e);
        return encoder.Finish().ToArray();
    }

    private static Task AppendAllAsync(RedisStorage storage, byte[][] payloads, string producer, int appends, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Partitions).Select(async partition =>
        {
            var next = 1L;
            for (var i = 0; i < appends; i++)
            {
                var batches = new EventBatch[BatchesPerAppend];
                for (var b = 0; b < batches.Length; b++, next += EventsPerBatch)
                    batches[b] = new EventBatch(next, EventsPerBatch, payloads[(i + b) % payloads.Length]);
                var result = await storage.AppendAsync(partition, producer, batches, cancellationToken);
                if (result.Status != AppendStatus.Appended)
                    throw new BenchmarkException($"An append was answered with {result}.");
            }
        }));

    private static async Task CheckAsync(RedisServer server, double events)
    {
        var stored = 0L;
        for (var partition = 0; partition < Partitions; partition++)
            stored += long.Parse(((string)(await server.CommandAsync("HGET", $"ss:{{p{partition:00}}}:producers", "writer"))!).Split(' ')[0], CultureInfo.InvariantCulture);
        if (stored != (long)events)
            throw new BenchmarkException($"{events:0} events were sent and {stored} are in Redis.");
    }

    private static async Task<double> MemoryAsync(RedisServer server) =>
        ((string)(await server.CommandAsync("INFO", "memory"))!).Split("\r\n").Where(l => l.StartsWith("used_memory_dataset:", StringComparison.Ordinal))
            .Select(l => double.Parse(l.Split(':')[1], CultureInfo.InvariantCulture)).First();

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
