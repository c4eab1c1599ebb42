using System.Text;
using System.Text.Json;
using ServerSessions.Chaos.Compare;
using ServerSessions.Detection;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Journeys.Learning;
using ServerSessions.Model;
using ServerSessions.Model.Erasing;
using ServerSessions.Response;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.PersonalData;

/// <summary>R15 in process: a person with two devices, whatever is kept, and whatever dies meanwhile.</summary>
public class ErasureTests
{
    private const double Late = 40_000;

    private static readonly Pseudonym Alice = new(0x0A11_CE5E_55A1_1CE5, 0xE551_0B5D_93C7_2A41);
    private static readonly Pseudonym Bob = new(0x0B0B_7C4D_11E2_93A8, 0x5D3C_9F02_B6E7_184A);
    private static readonly DataSubject Subject = DataSubject.OfUserOrHash(Alice.ToString());

    [Fact]
    public async Task Nothing_of_an_erased_person_is_left_and_all_of_the_others_is()
    {
        var bench = await WithTrafficAsync();
        var before = (await bench.Bench.JourneysAsync()).Where(j => j.User != Alice && j.Key != Visitor(1) && j.Key != Visitor(2)).Select(j => j.Id).ToList();
        var search = Search();
        Assert.True(Found(search, await bench.DumpAsync()).Select(f => f.Split(':')[0]).Distinct().Count() >= 6, string.Join('\n', Found(search, await bench.DumpAsync())));

        var erasure = await bench.Privacy.EraseAsync(Subject, "ada");
        var done = await bench.FinishAsync(erasure.Id);

        Assert.Equal([], Found(search, await bench.DumpAsync()));
        Assert.Equal(before, (await bench.Bench.JourneysAsync()).Select(j => j.Id));
        Assert.InRange(done.Erased["sessions"], 4, 4);
        Assert.InRange(done.Erased["alerts"], 1, 1_000);
        Assert.Equal((1L, 1L), (done.Erased["deadLetters"], done.Erased["suppressions"]));
        Assert.Equal(done.Id, (await bench.Privacy.FindErasureAsync(Subject))!.Id);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Workers_that_die_at_any_point_leave_nothing(int seed)
    {
        var chance = new Random(seed);
        var isDying = false;
        void Die(string call)
        {
            if (isDying && call != nameof(ISessionStorage.AcquireAsync) && call != nameof(ISessionStorage.ReleaseAsync) && chance.Next(25) == 0)
                throw new IOException("The worker died.");
        }

        var bench = await WithTrafficAsync(storage => FaultyStorage.Over(storage, Die, Die));
        var search = Search();
        var erasure = await bench.Privacy.EraseAsync(Subject);
        isDying = true;
        await bench.FinishAsync(erasure.Id, Die, Die);
        isDying = false;

        Assert.Equal([], Found(search, await bench.DumpAsync()));
    }

    [Fact]
    public async Task Events_that_were_on_their_way_are_left_out_whichever_producer_sends_them_and_later_ones_are_not()
    {
        var bench = await WithTrafficAsync();
        var search = Search();
        var at = bench.Bench.Clock.GetUtcNow().ToMicroseconds();
        var erasure = await bench.Privacy.EraseAsync(Subject);
        await bench.FinishAsync(erasure.Id);
        var seconds = (at - Zero) / 1e6;

        // A device that was not known: its anonymous step is folded first, and the sign-in shows its user.
        await AppendAsync(bench, "second", Page(seconds - 20, "/anonymous", visitor: 77));
        await bench.Bench.RollAllAsync();
        await AppendAsync(bench, "second", Page(seconds - 10, "/late", visitor: 77).By(Alice), Page(seconds - 9, "/late", visitor: 1).By(Alice));
        await bench.Bench.RollAllAsync();
        await bench.FinishAsync(erasure.Id);
        search.Add("unknown device", Visitor(77));
        Assert.Equal([], Found(search, await bench.DumpAsync()));

        await AppendAsync(bench, "third", Page(seconds + 60, "/again", visitor: 1).By(Alice));
        bench.Bench.MoveTo(At(seconds + 60 + 7_200));
        await bench.Bench.RollAllAsync();
        Assert.Equal("GET /again", Assert.Single(await bench.Bench.JourneysAsync(), j => j.User == Alice).Steps[0].Name);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_person_who_asks_again_while_the_erasure_runs_also_loses_what_was_done_in_between(int roundsBetween)
    {
        var bench = await WithTrafficAsync();
        var search = Search();
        var seconds = (bench.Bench.Clock.GetUtcNow().ToMicroseconds() - Zero) / 1e6;
        var first = await bench.Privacy.EraseAsync(Subject);
        for (var round = 0; round < roundsBetween; round++)
        {
            await bench.StepAsync();
            await bench.Bench.RollAllAsync();
        }

        Assert.Equal(roundsBetween == 0 ? ErasureState.Waiting : ErasureState.Running, (await bench.Privacy.FindErasureAsync(first.Id))!.State);
        await AppendAsync(bench, "between", Page(seconds + 15, "/between", visitor: 1).By(Alice));
        bench.Bench.MoveTo(At(seconds + 20));
        await bench.Bench.RollAllAsync();
        Assert.NotEmpty(Found(search, await bench.DumpAsync()));
        var again = await bench.Privacy.EraseAsync(Subject);
        await bench.FinishAsync(again.Id);

        Assert.Equal((first.Id, bench.Bench.Clock.GetUtcNow()), (again.Id, again.RequestedAt));
        Assert.Equal([], Found(search, await bench.DumpAsync()));
    }

    [Fact]
    public async Task What_is_remembered_of_an_erasure_names_nobody_and_ends_after_a_day()
    {
        var bench = await WithTrafficAsync();
        var erasure = await bench.Privacy.EraseAsync(Subject);
        await bench.FinishAsync(erasure.Id);
        for (var p = 0; p < bench.Bench.Storage.Partitions; p++)
        {
            var part = ErasurePart.Read((await bench.Bench.Storage.GetAsync(p, ErasurePart.Table, erasure.Id, default))!.Value);
            Assert.Equal((0, 0), (PersonIds.Read(part.Ids).Count, PersonIds.Read(part.Found).Count));
            Assert.Contains(ErasureMark.Of(Alice), part.ReadMarks());
        }

        bench.Bench.Clock.Advance(ErasurePart.Kept + TimeSpan.FromMinutes(1));
        await bench.Bench.RollAllAsync();

        for (var p = 0; p < bench.Bench.Storage.Partitions; p++)
            Assert.Null(await bench.Bench.Storage.GetAsync(p, ErasurePart.Table, erasure.Id, default));
    }

    [Fact]
    public async Task A_decision_that_applies_stays_with_what_it_needs_and_goes_when_it_ends()
    {
        var bench = await WithTrafficAsync();
        var clock = bench.Bench.Clock;
        var storage = bench.Bench.Storage;
        using var store = new DecisionStore(storage, new NoAlarm(), clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<DecisionStore>.Instance);
        var session = (await bench.Bench.JourneysAsync()).First(j => j.User == Alice).Id.ToString();
        SessionDecision Of(string id, TimeSpan lasts) => new()
        {
            Id = id,
            Kind = ResponseKind.Revoke,
            State = DecisionState.Active,
            Session = session,
            User = Alice.ToString(),
            At = clock.GetUtcNow(),
            Until = clock.GetUtcNow() + lasts,
            Targets = [new DecisionTarget(DecisionTargetKind.User, Alice.ToString())],
            Reason = "stolen by mallory",
            By = "ada",
        };
        await store.WriteAsync(Of("dec_ended", TimeSpan.FromHours(1)), default);
        await store.EndAsync("dec_ended", DecisionState.Released, new ResponseNote("over"), default);
        await store.WriteAsync(Of("dec_active", TimeSpan.FromDays(1)), default);

        await bench.FinishAsync((await bench.Privacy.EraseAsync(Subject)).Id);

        Assert.Null(await store.FindAsync("dec_ended", default));
        var (kept, _) = (await store.FindAsync("dec_active", default))!.Value;
        Assert.True(kept.IsErased);
        Assert.Equal((null, null), (kept.Session, kept.User));
        Assert.DoesNotContain("mallory", kept.Reason, StringComparison.Ordinal);
        Assert.Equal(Alice.ToString(), Assert.Single((await store.ActiveAsync(default)).Single().Targets).Hash);
        Assert.Empty(await store.ListForAsync([session], default));

        clock.Advance(TimeSpan.FromDays(2));
        await store.TidyAsync(default);
        Assert.Equal([], Found(Search(), await bench.DumpAsync()));
    }

    [Fact]
    public async Task A_session_is_erased_alone()
    {
        var bench = await WithTrafficAsync();
        var all = await bench.Bench.JourneysAsync();
        var gone = all.First(j => j.User == Alice);
        var erasure = await bench.Privacy.EraseAsync(DataSubject.OfSession(gone.Id));
        await bench.FinishAsync(erasure.Id);

        Assert.Equal(all.Where(j => j.Id != gone.Id).Select(j => j.Id), (await bench.Bench.JourneysAsync()).Select(j => j.Id));
        Assert.Equal([], Found(new TraceSearch().Add("session", gone.Id), await bench.DumpAsync()));
        Assert.Equal("session", erasure.Subject);
    }

    [Fact]
    public async Task Anonymous_sessions_of_a_browser_go_unless_another_person_uses_it()
    {
        var bench = new ErasureBench();
        await bench.Bench.AppendAsync(Page(0, "/own", visitor: 1), Page(0, "/shared", visitor: 2));
        await bench.Bench.AppendAsync(Page(4_000, "/in", visitor: 1).By(Alice), Page(4_000, "/in", visitor: 2).By(Alice), Page(9_000, "/in", visitor: 2).By(Bob));
        bench.Bench.MoveTo(At(Late));
        await bench.Bench.RollAllAsync();
        Assert.Equal(5, (await bench.Bench.JourneysAsync()).Count);

        await bench.FinishAsync((await bench.Privacy.EraseAsync(Subject)).Id);

        Assert.Equal(["GET /in", "GET /shared"], (await bench.Bench.JourneysAsync()).Select(j => j.Steps[0].Name).Order());
        Assert.All(await bench.Bench.JourneysAsync(), j => Assert.Equal(Visitor(2), j.Key));
    }

    [Fact]
    public async Task The_export_is_what_the_person_did_and_names_nobody_else()
    {
        var bench = await WithTrafficAsync();
        var output = new MemoryStream();
        await bench.Privacy.ExportAsync(Subject, output);
        using var json = JsonDocument.Parse(output.ToArray());
        var root = json.RootElement;

        Assert.Equal("serversessions-export/1", root.GetProperty("format").GetString());
        Assert.Equal(5, root.GetProperty("sessions").GetArrayLength());
        Assert.NotEmpty(root.GetProperty("memories").EnumerateArray());
        Assert.NotEmpty(root.GetProperty("alerts").EnumerateArray());
        var others = (await bench.Bench.JourneysAsync()).Where(j => j.User != Alice).Aggregate(new TraceSearch(), (s, j) => s.Add("other", j.Id));
        Assert.Equal([], others.In("export", Encoding.UTF8.GetString(output.ToArray())));

        var csv = new MemoryStream();
        var steps = await bench.Privacy.ExportStepsAsync(Subject, csv);
        Assert.Equal(steps + 1, Encoding.UTF8.GetString(csv.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    // Two devices of one person, one of them also with anonymous visits; others; rules that remember and report across sessions; a dead letter, a suppression.
    private static async Task<ErasureBench> WithTrafficAsync(Func<ISessionStorage, ISessionStorage>? storage = null)
    {
        var bench = new ErasureBench(
            [
                new ScriptedDetector("T1", ActorKind.User, c =>
                {
                    c.Memory.Add(c.Mark(c.User.Low));
                    c.Raise(Severity.Medium, $"user {c.User.ToString()[..12]} was here.", c.Memory.Marks);
                }),
                new ScriptedDetector("T2", ActorKind.Source, c =>
                {
                    c.Memory.Add(c.Mark(c.User.Low, text: $"user {c.User.ToString()[..12]}") with { Actor = c.User });
                    c.Raise(Severity.Medium, "One source.", c.Memory.Marks);
                }, blames: true),
            ], storage);
        var roll = bench.Bench;
        for (var visit = 0; visit < 2; visit++)
        {
            var at = visit * 6_000;
            await roll.AppendAsync(
                Page(at, "/a", visitor: 1) with { Network = 9, Agent = 3 }, Page(at + 1, "/a", visitor: 1).By(Alice) with { Network = 9, Agent = 3 },
                Page(at + 2, "/b", visitor: 2).By(Alice) with { Network = 9, Agent = 3 }, Page(at + 3, "/b", visitor: 3).By(Bob) with { Network = 9, Agent = 3 },
                Page(at + 4, "/c", visitor: 4) with { Network = 9, Agent = 3 });
            roll.MoveTo(At(at + 5_000));
            await roll.RollAllAsync();
        }

        await roll.AppendAsync(Page(20_000, "/open", visitor: 1).By(Alice) with { Network = 9, Agent = 3 });
        await roll.AppendAsync(roll.PartitionOf(Page(0, "/", visitor: 1)), 1, ErasureBench.Harmed(Page(20_001, "/dead", visitor: 1).By(Alice)));
        var control = new DetectionControl(roll.Storage, roll.Engine, roll.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<DetectionControl>.Instance);
        await control.SuppressAsync(new Suppression("T9", ActorKind.User, Alice.ToString(), roll.Clock.GetUtcNow().AddDays(1)), default);
        roll.MoveTo(At(20_002));
        await roll.RollAllAsync();
        return bench;
    }

    private static TraceSearch Search() => new TraceSearch().Add("user", Alice).Add("laptop", Visitor(1)).Add("phone", Visitor(2));

    private static List<string> Found(TraceSearch search, IEnumerable<(string Place, byte[] Bytes)> dump) => [.. dump.SelectMany(d => search.In(d.Place, d.Bytes))];

    private static async Task AppendAsync(ErasureBench bench, string producer, params RequestEvent[] events)
    {
        foreach (var e in events)
        {
            var encoder = new ServerSessions.Storage.Codec.EventBatchEncoder();
            encoder.Begin("");
            encoder.Add(e);
            var result = await bench.Bench.Storage.AppendAsync(bench.Bench.PartitionOf(e), $"{producer}-{e.Time}", [new EventBatch(1, 1, encoder.Finish().ToArray())], default);
            Assert.Equal(AppendStatus.Appended, result.Status);
        }
    }

    private sealed class NoAlarm : IDecisionAlarm
    {
        public ValueTask FullAsync(string reason, CancellationToken cancellationToken) => default;
    }
}

internal static class UserOfEvent
{
    public static RequestEvent By(this RequestEvent e, Pseudonym user) => e with { User = user, Flags = e.Flags | EventFlags.SignedIn };
}
