using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

/// <summary>Sessions whose visitor turns out to be something else after they were closed.</summary>
public class ClosedSessionsTests
{
    private const double End = 100_000;

    private static readonly InsightSettings Insights = new()
    {
        Flows = [new Flow("sign-in", ["GET /login", "POST /login"])],
        Funnels = [new FunnelDefinition { Name = "in", Steps = ["GET /login", "POST /login"] }],
    };

    private static readonly JourneySettings Settings = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), ["GET /thanks"], Insights.Flows, []) { Insights = Insights };

    [Fact]
    public async Task An_attack_that_is_raised_when_its_first_sessions_are_closed_takes_them_out_of_peoples_figures()
    {
        var bench = new RollBench(Settings);
        await bench.AppendAsync(People(0));
        // One account from five networks, a try every forty minutes: every session is closed before the fourth try completes the proof.
        var tries = SlowAttack(5).ToList();
        await bench.AppendAsync(tries.Take(3));
        bench.MoveTo(tries[2].Time + 3_000_000_000);
        await bench.RollAllAsync();
        var before = await FiguresAsync(bench);
        await bench.AppendAsync(tries.Skip(3));
        bench.MoveTo(At(End));
        await bench.RollAllAsync();

        Assert.Equal((13, 0), before);
        Assert.Equal((10, 5), await FiguresAsync(bench));
        var attack = (await bench.JourneysAsync()).Where(j => j.Actor == SessionActor.Attacker).ToList();
        Assert.Equal(tries.Select(t => t.Key).Order(), attack.Select(j => j.Key).Order());
        Assert.All(attack, j => Assert.Equal(("D4", ActorReason.OpenFinding), (Assert.Single(j.Alerts).Rule, j.ActorReason)));
        await RolledUp.EqualsRecomputedAsync(bench.Storage, await bench.JourneysAsync(), Insights);
    }

    [Fact]
    public async Task A_false_positive_moves_its_sessions_back_and_taking_it_back_moves_them_again()
    {
        var bench = new RollBench(Settings);
        await bench.AppendAsync(People(0));
        await AttackAsync(bench);
        var alert = Assert.Single(await AlertsAsync(bench), a => a.Finding.Rule == "D4");

        await JudgeAsync(bench, alert, isFalsePositive: true);
        Assert.Equal((15, 0), await FiguresAsync(bench));
        Assert.All((await bench.JourneysAsync()).SelectMany(j => j.Alerts), a => Assert.True(a.IsFalsePositive));
        await RolledUp.EqualsRecomputedAsync(bench.Storage, await bench.JourneysAsync(), Insights);

        await JudgeAsync(bench, alert, isFalsePositive: false);
        Assert.Equal((10, 5), await FiguresAsync(bench));
        await RolledUp.EqualsRecomputedAsync(bench.Storage, await bench.JourneysAsync(), Insights);
    }

    [Fact]
    public async Task A_verdict_reaches_sessions_that_are_still_open()
    {
        var bench = new RollBench(Settings);
        var attack = SlowAttack(5).ToList();
        await bench.AppendAsync(attack);
        await bench.RollAllAsync();
        bench.MoveTo(attack[^1].Time + 1_000_000);
        await bench.RollAllAsync();
        var alert = Assert.Single(await AlertsAsync(bench), a => a.Finding.Rule == "D4");
        Assert.Equal(4, (await bench.JourneysAsync()).Count); // the last one is open

        await JudgeAsync(bench, alert, isFalsePositive: true);
        bench.MoveTo(At(End));
        await bench.RollAllAsync();

        Assert.Equal((5, 0), await FiguresAsync(bench));
    }

    [Fact]
    public async Task Sessions_that_are_not_kept_any_more_stay_where_they_were_counted()
    {
        var bench = new RollBench(Settings);
        await AttackAsync(bench);
        var gone = (await bench.JourneysAsync()).Take(2).Select(j => j.Id).ToList();
        await bench.Storage.RemoveAsync(gone, default);

        await JudgeAsync(bench, Assert.Single(await AlertsAsync(bench), a => a.Finding.Rule == "D4"), isFalsePositive: true);

        Assert.Equal((3, 2), await FiguresAsync(bench));
        Assert.DoesNotContain(await bench.JourneysAsync(), j => gone.Contains(j.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_comes_late_and_whenever_workers_die_rollups_are_what_the_journeys_give(int seed)
    {
        var chance = new Random(seed);
        var bench = new RollBench(Settings);
        var traffic = Enumerable.Range(0, 4).SelectMany(People).Concat(Enumerable.Range(0, 6).SelectMany(a => SlowAttack(chance.Next(3, 9), account: a, from: chance.Next(20_000))))
            .Concat(Enumerable.Range(0, 40).Select(i => Login(30_000 + (i * 4), 200 + i, network: 9, visitor: 3_000 + i)))
            .Concat(Enumerable.Range(0, 240).Select(i => Page(31_000 + (i * 0.25), "/", 4_000 + i).With(EventFlags.FirstContact) with { Network = 11 })).OrderBy(e => e.Time).ToList();
        var failures = 0;
        var judged = new HashSet<string>();
        foreach (var part in traffic.Chunk(25))
        {
            await bench.AppendAsync(part);
            bench.MoveTo(part[^1].Time + chance.Next(4_000) * 1_000_000L);
            await bench.RollAllAsync(Fail, Fail);
            if (await AlertsAsync(bench) is { Count: > 0 } alerts && chance.Next(2) == 0)
            {
                var alert = alerts[chance.Next(alerts.Count)];
                judged.Add(alert.Id);
                await new VerdictNotices(bench.Storage).SendAsync(alert, chance.Next(3) > 0, bench.Clock.GetUtcNow(), default);
            }
        }

        bench.MoveTo(At(End * 3));
        await bench.RollAllAsync(Fail, Fail);
        await bench.RollAllAsync();
        var journeys = await bench.JourneysAsync();
        Assert.InRange(failures, 5, int.MaxValue);
        Assert.NotEmpty(judged);
        Assert.InRange(journeys.Count(j => j.Actor == SessionActor.Attacker), 1, journeys.Count - 1);
        Assert.InRange(journeys.Count(j => j.Alerts.Any(a => a.Rule == "D18")), 60, 240);
        await RolledUp.EqualsRecomputedAsync(bench.Storage, journeys, Insights);

        void Fail(string call)
        {
            if (call is not (nameof(ISessionStorage.CommitAsync) or nameof(ISessionStorage.AcknowledgeOutboxAsync) or nameof(ISessionStorage.AppendAsync)) || chance.Next(12) > 0)
                return;
            failures++;
            throw new IOException($"{call} failed.");
        }
    }

    private static IEnumerable<RequestEvent> People(int group) => Enumerable.Range(0, 10).SelectMany(i => new[]
    {
        Page((group * 5_000) + (i * 100), "/", (group * 100) + i), Page((group * 5_000) + (i * 100) + 20, "/login", (group * 100) + i),
        Page((group * 5_000) + (i * 100) + 50, i % 2 == 0 ? "/thanks" : "/", (group * 100) + i).From((group * 10) + i),
    });

    private static IEnumerable<RequestEvent> SlowAttack(int tries, int account = 0, double from = 2_000) => Enumerable.Range(0, tries)
        .Select(i => Login(from + (i * 2_400), 500 + account, network: 100 + (ulong)i, visitor: 1_000 + (account * 20) + i));

    // What waits in the log when a worker comes is folded at the worker's time, by which a slow attack would be forgotten.
    private static async Task AttackAsync(RollBench bench)
    {
        foreach (var e in SlowAttack(5))
        {
            await bench.AppendAsync(e);
            await bench.RollAllAsync();
        }

        bench.MoveTo(At(End));
        await bench.RollAllAsync();
    }

    private static async Task<List<Alert>> AlertsAsync(RollBench bench)
    {
        var alerts = new List<Alert>();
        for (var p = 0; p < bench.Storage.Partitions; p++)
            alerts.AddRange((await bench.Storage.ListAsync(p, AlertJson.Table, DocumentRange.Oldest(500), default)).Select(d => AlertJson.Decode(d.Data.Span)));
        return alerts;
    }

    private static async Task JudgeAsync(RollBench bench, Alert alert, bool isFalsePositive)
    {
        await new VerdictNotices(bench.Storage).SendAsync(alert, isFalsePositive, bench.Clock.GetUtcNow(), default);
        await bench.RollAllAsync();
    }

    private static async Task<(long People, long Attackers)> FiguresAsync(RollBench bench)
    {
        var people = (await bench.Storage.ReadRollupsAsync(HoursFold.Name, 0, long.MaxValue / 48, default)).Values.Sum(HoursFold.SessionsOf);
        var left = new LeftOut();
        foreach (var (hour, fields) in await bench.Storage.ReadRollupsAsync(LeftOutFold.Name, 0, long.MaxValue / 48, default))
            LeftOutFold.Add(left, hour, fields, 0, long.MaxValue);
        Assert.All(left.Counts(), c => Assert.Equal("attacker", c.Name));
        return (people, left.Counts().Sum(c => c.Count));
    }
}
