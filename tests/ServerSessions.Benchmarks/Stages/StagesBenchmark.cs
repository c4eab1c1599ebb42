using System.Security.Cryptography;
using ServerSessions.Benchmarks.Requests;
using ServerSessions.Benchmarks.Running;
using ServerSessions.Benchmarks.Serving;
using ServerSessions.Capture.Cookies;

namespace ServerSessions.Benchmarks.Stages;

/// <summary>Where the time of capture goes, stage by stage, without a network: a guide for work on its speed.</summary>
internal sealed class StagesBenchmark : IBenchmark
{
    public string Name => "stages";

    public string Purpose => "nanoseconds and bytes of each stage of capture on the request's thread";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await using var app = await InProcessApp.StartAsync(AppKind.Captured, secret);
        var format = app.Services.GetRequiredService<CookieFormat>();
        var cookies = Enumerable.Range(0, options.Visitors).Select(_ => $"{BenchmarkApp.CookieName}={format.Write(format.Create())}").ToArray();
        var blocks = options.IsQuick ? 15 : 40;
        var one = await ThreadTime.MeasureAsync(cookies[..1], secret, blocks, cancellationToken);
        var whole = await ThreadTime.MeasureAsync(cookies, secret, blocks, cancellationToken);

        var stages = new CaptureStages(app, cookies);
        var table = new TextTable("stage", "ns", "bytes");
        foreach (var (name, run) in stages.All)
        {
            var (time, bytes) = StageClock.Measure(run, stages.Count, options.IsQuick ? 30 : 100, cancellationToken);
            app.Drain();
            table.Row(name, $"{time:0}", $"{bytes:0}");
        }

        table.Print(
            $"The whole takes {one.Text("0.00")} µs with one visitor, {whole.Text("0.00")} µs with {options.Visitors}; each stage by itself, in the order of the request");
        return new Figures().Add("oneVisitorMicros", one.Median, 2).Add("wholeMicros", whole.Median, 2);
    }
}
