using ServerSessions.Benchmarks.Appending;
using ServerSessions.Benchmarks.Codec;
using ServerSessions.Benchmarks.Hosting;
using ServerSessions.Benchmarks.Pages;
using ServerSessions.Benchmarks.Peeking;
using ServerSessions.Benchmarks.Personalization;
using ServerSessions.Benchmarks.Querying;
using ServerSessions.Benchmarks.Requests;
using ServerSessions.Benchmarks.Rolling;
using ServerSessions.Benchmarks.Running;
using ServerSessions.Benchmarks.Serving;
using ServerSessions.Benchmarks.Stages;

// To come: latency, replay, growth.
IBenchmark[] benchmarks = [new RequestBenchmark(), new StagesBenchmark(), new GateBenchmark(), new CodecBenchmark(), new AppendBenchmark(), new RollBenchmark(), new LiveCapBenchmark(),
    new QueryBenchmark(), new CacheBenchmark(), new EraseBenchmark(), new StorageBenchmark(), new ThresholdsBenchmark(), new PagesBenchmark(), new ExperimentsBenchmark(), new HostBenchmark(), new JourneyBenchmark(), new BeaconBenchmark()];

return args switch
{
    ["--serve", var app] => await ServeCommand.RunAsync(app),
    [var name, .. var rest] when benchmarks.FirstOrDefault(b => b.Name == name) is { } chosen => await BenchmarkRun.RunAsync(chosen, rest),
    _ => Usage.Print(benchmarks, args),
};
