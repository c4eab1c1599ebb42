using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using ServerSessions.Benchmarks.Running;
using ServerSessions.Benchmarks.Serving;
using ServerSessions.Capture;
using ServerSessions.Capture.Cookies;
using ServerSessions.Capture.Identity;
using ServerSessions.Response;

namespace ServerSessions.Benchmarks.Stages;

/// <summary>What the check for decisions adds to a request without one: with no active decision, and with the maximum number of them.</summary>
internal sealed class GateBenchmark : IBenchmark
{
    private const int Active = 10_000;
    private const int PerRound = 10_000;

    public string Name => "gate";

    public string Purpose => "nanoseconds and bytes that decisions add to a request, with 0 and 10,000 that hold";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var (none, many) = await MeasureAsync(keys: 1, options, cancellationToken);
        var (_, rotated) = await MeasureAsync(keys: 3, options, cancellationToken);
        var text = new TextTable("keys", "decisions that hold", "ns", "bytes");
        text.Row("1", "0", $"{none.Nanoseconds:0.0}", $"{none.Bytes:0}");
        text.Row("1", $"{Active}", $"{many.Nanoseconds:0.0}", $"{many.Bytes:0}");
        text.Row("3", $"{Active}", $"{rotated.Nanoseconds:0.0}", $"{rotated.Bytes:0}");
        text.Print("What a request of somebody else pays, signed in with a session of an issuer");
        return new Figures().Add("noneNs", none.Nanoseconds, 1).Add("manyNs", many.Nanoseconds, 1).Add("rotatedNs", rotated.Nanoseconds, 1)
            .Add("noneBytes", none.Bytes, 0).Add("manyBytes", many.Bytes, 0).Add("rotatedBytes", rotated.Bytes, 0);
    }

    private static async Task<(Cost None, Cost Many)> MeasureAsync(int keys, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var secrets = string.Join(',', Enumerable.Range(0, keys).Select(_ => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
        await using var app = await InProcessApp.StartAsync(AppKind.Captured, secrets);
        var known = app.Services.GetRequiredService<VisitKeys>();
        // A table of its own: the application's is read from storage again every few seconds.
        var table = new DecisionTable();
        var gate = ActivatorUtilities.CreateInstance<ResponseGate>(app.Services, table);
        var context = Visited(app);
        var (refused, rounds) = (0, options.IsQuick ? 30 : 100);
        // The same call as in the middleware.
        void Ask(int turn) => refused += !gate.IsQuiet && gate.Refuse(context, known.Of(context)) is not null ? 1 : 0;

        var none = StageClock.Measure(Ask, PerRound, rounds, cancellationToken);
        table.Take([.. Enumerable.Range(0, Active).Select(Decision)]);
        var many = StageClock.Measure(Ask, PerRound, rounds, cancellationToken);
        if (refused > 0)
            throw new BenchmarkException($"{refused} requests of somebody whom no decision is about were refused.");
        return (new Cost(none.Nanoseconds, none.Bytes), new Cost(many.Nanoseconds, many.Bytes));
    }

    private static DefaultHttpContext Visited(InProcessApp app)
    {
        var format = app.Services.GetRequiredService<CookieFormat>();
        var headers = new InProcessVisitors([$"{BenchmarkApp.CookieName}={format.Write(format.Create())}"]);
        headers.Of(0);
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestFeature>(new HttpRequestFeature { Method = "GET", Protocol = "HTTP/1.1", Scheme = "https", Path = BenchmarkApp.Path, Headers = headers.Headers });
        context.User = new ClaimsPrincipal(new ClaimsIdentity([Issued(ClaimTypes.NameIdentifier, "alice"), Issued("sid", "7")], "benchmark"));
        app.Services.GetRequiredService<SessionTracker>().Begin(context);
        return context;
    }

    private static Claim Issued(string type, string value) => new(type, value, ClaimValueTypes.String, "https://login.example/tenant/v2.0");

    private static SessionDecision Decision(int number)
    {
        var now = DateTimeOffset.UtcNow;
        return new SessionDecision
        {
            Id = $"dec_{number}",
            Kind = (ResponseKind)(1 + (number % 4)),
            State = DecisionState.Active,
            Targets =
            [
                new DecisionTarget(DecisionTargetKind.Key, Draw()), new DecisionTarget(DecisionTargetKind.AuthSession, Draw()),
            ],
            At = now,
            Until = now.AddDays(1),
            Reason = "benchmark",
        };
    }

    private readonly record struct Cost(double Nanoseconds, double Bytes);

    private static string Draw() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
