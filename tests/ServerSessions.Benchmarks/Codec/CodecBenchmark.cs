using System.Runtime.CompilerServices;
using ServerSessions.Benchmarks.Running;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Benchmarks.Codec;

/// <summary>What an event costs to write and to read, and how long it is.</summary>
internal sealed class CodecBenchmark : IBenchmark
{
    private const int Batches = 64;
    private const int Repeats = 20;
    private const string Catalog = "5f2b9c41d07e";

    public string Name => "codec";

    public string Purpose => $"time, bytes and allocation of an event in batches of {EventMix.EventsPerBatch}, encoded and decoded";

    public Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var batches = new EventMix().Batches(Batches);
        var encoder = new EventBatchEncoder();
        var payloads = batches.Select(batch => Encode(encoder, batch).ToArray()).ToArray();
        var decoder = new EventBatchDecoder(new StringPool());

        var rounds = options.IsQuick ? 30 : 200;
        var encode = Measure(rounds, i => Encode(encoder, batches[i]), cancellationToken);
        var decode = Measure(rounds, i => decoder.Decode(payloads[i]), cancellationToken);
        var bytes = payloads.Average(p => p.Length) / EventMix.EventsPerBatch;

        new TextTable("", "ns an event", "quickest round", "allocated bytes an event")
            .Row("encode", encode.Nanoseconds.Text("0"), $"{encode.Best:0}", $"{encode.Allocated:0.0}")
            .Row("decode", decode.Nanoseconds.Text("0"), $"{decode.Best:0}", $"{decode.Allocated:0.0}")
            .Print($"{Batches} different batches, {rounds} rounds, processor time, medians with 95 % confidence; {bytes:0.0} bytes an event");
        return Task.FromResult(new Figures()
            .Add("encodeNs", encode.Nanoseconds.Median, 1).Add("decodeNs", decode.Nanoseconds.Median, 1)
            .Add("bytes", bytes, 1).Add("allocated", encode.Allocated, 1).Add("decodeAllocated", decode.Allocated, 1));
    }

    private static ReadOnlyMemory<byte> Encode(EventBatchEncoder encoder, RequestEvent[] events)
    {
        encoder.Begin(Catalog);
        foreach (ref readonly var e in events.AsSpan())
            encoder.Add(e);
        return encoder.Finish();
    }

    private static (Interval Nanoseconds, double Best, double Allocated) Measure<T>(int rounds, Func<int, T> run, CancellationToken cancellationToken)
    {
        const double events = (double)Repeats * Batches * EventMix.EventsPerBatch;
        var nanoseconds = new List<double>();
        var allocated = new List<double>();
        for (var round = -rounds / 2; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (bytes, start) = (GC.GetAllocatedBytesForCurrentThread(), ThreadClock.Microseconds());
            Round(run);
            var time = ThreadClock.Microseconds() - start;
            if (round < 0)
                continue;
            nanoseconds.Add(time * 1000 / events);
            allocated.Add((GC.GetAllocatedBytesForCurrentThread() - bytes) / events);
        }

        return (Statistics.MedianInterval(nanoseconds), nanoseconds.Min(), Statistics.Median(allocated));
    }

    // By itself: compiled for good once it has run often, while the loop above stays as it was when it was first entered.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Round<T>(Func<int, T> run)
    {
        for (var repeat = 0; repeat < Repeats; repeat++)
            for (var batch = 0; batch < Batches; batch++)
                run(batch);
    }
}
