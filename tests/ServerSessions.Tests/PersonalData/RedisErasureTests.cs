using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Chaos.Compare;
using ServerSessions.Detection;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Tests.Storage.Redis;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.PersonalData;

/// <summary>R15 over a real Redis and two nodes: after an erasure, the server's own files are searched from outside.</summary>
public sealed class RedisErasureTests
{
    private const string Alice = "alice@example.org";

    [Fact]
    public async Task Nothing_of_an_erased_person_is_left_in_redis_though_another_producer_still_had_events()
    {
        await using var server = await RedisServer.StartAsync();
        var prefix = RedisRig.NewPrefix();
        await using var one = await StartAsync(server, prefix);
        HoldingLog? held = null;
        await using var other = await StartAsync(server, prefix, SessionTrackingRoles.Capture, storage =>
        {
            var (holding, log) = HoldingLog.Over(storage);
            held = log;
            return holding;
        });
        using var laptop = one.Visitor();
        using var phone = other.Visitor();
        using var bob = one.Visitor();
        await Acts(laptop, Alice);
        await Acts(phone, Alice);
        await Acts(bob, "bob");
        await laptop.PostAsync("/out", null);
        await Waiting.UntilAsync(async () => (await ListAsync(one, Alice)) is { Count: 2 } both && both.Any(s => !s.Live) && (await ListAsync(one, "bob")).Count == 1);
        var alerts = await AlertsAsync(one, 3);
        var about = alerts.First(a => a.Finding.Subject.Kind == ActorKind.User && a.Finding.Evidence.Count > 0);
        await one.Alerts.DecideAsync(about.Id, new AlertDecision { State = AlertState.FalsePositive, By = "ada", Reason = "it was nothing" });
        var released = await one.Control.RevokeAsync(SessionId(await ListAsync(one, Alice)), new ResponseNote("lost", "ada"));
        await one.Control.ReleaseAsync(released!.Id, new ResponseNote("found", "ada"));

        var search = await SearchAsync(one);
        var before = await RedisContent.SnapshotAsync(server);
        Assert.Contains(search.In("before", before), f => f.Contains("user", StringComparison.Ordinal) && f.Contains("digits", StringComparison.Ordinal));
        Assert.Contains(search.In("before", before), f => f.Contains("session", StringComparison.Ordinal));

        // R13: the user id itself is in no file of the server.
        var raw = new TraceSearch().Add("name", Alice);
        Assert.Equal([], raw.In("snapshot", before).Concat(raw.In("append-only file", RedisContent.AppendOnlyFile(server))));

        // The export is what was done.
        using var export = await ExportAsync(laptop);
        Assert.Equal(2, export.RootElement.GetProperty("sessions").GetArrayLength());
        var steps = export.RootElement.GetProperty("sessions").EnumerateArray().SelectMany(s => s.GetProperty("steps").EnumerateArray())
            .ToLookup(s => s.GetProperty("step").GetString(), s => s.GetProperty("count").GetInt32());
        Assert.Equal(4, steps["GET /who"].Sum());
        Assert.Equal(2, steps["POST /in/{user}"].Sum());
        Assert.Single(export.RootElement.GetProperty("decisions").EnumerateArray());
        Assert.NotEmpty(export.RootElement.GetProperty("alerts").EnumerateArray());
        Assert.DoesNotContain("bob", export.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("ada", export.RootElement.GetRawText(), StringComparison.Ordinal);

        // The other node's events stay in its queue until the erasure has passed through.
        held!.HoldEach();
        await Acts(phone, Alice, signsIn: false);
        await Waiting.UntilAsync(() => held.Held == 1);
        var answer = await bob.DeleteAsync("/admin/sessions/users/" + Uri.EscapeDataString(Alice));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await DoneAsync(one, 1);
        held.LetGo();
        // What the first request was sent without comes after it.
        await Waiting.UntilAsync(async () => await other.Reports.PipelineAsync() is { Queued: 0 } p && p.Served == p.Recorded + p.Dropped + p.Excluded);
        await Waiting.UntilAsync(async () => (await one.Reports.PipelineAsync()).Partitions.All(p => p is { Backlog: 0, Outbox: 0 }));
        // What was late has shown nothing new, or it was erased in a further round.
        await DoneAsync(one, 1);

        Assert.Equal([], search.In("append-only file", await RedisContent.RewrittenFileAsync(server)));
        Assert.Equal([], search.In("keys", await RedisContent.KeysAsync(server)));
        Assert.Equal([], search.In("snapshot", await RedisContent.SnapshotAsync(server)));
        foreach (var path in (string[])["sessions?limit=500", "alerts?limit=100", "decisions", "pipeline", "detectors", "pipeline/dead-letters"])
            Assert.Equal([], search.In(path, await bob.GetStringAsync("/admin/sessions/" + path)));
        Assert.Empty(await ListAsync(one, Alice));
        Assert.Single(await ListAsync(one, "bob"));
        foreach (var line in one.Logs.Lines.Concat(other.Logs.Lines).Where(l => l.Text.Contains("rasure", StringComparison.Ordinal)))
            Assert.Equal([], search.In("log", line.Text));

        // Who comes back is recorded as ever, from the seconds on by which clocks may differ.
        await Waiting.UntilAsync(async () =>
        {
            await Acts(laptop, Alice);
            return (await ListAsync(one, Alice)).Count > 0;
        });
    }

    private static Task<RedisNode> StartAsync(RedisServer server, string prefix, SessionTrackingRoles roles = SessionTrackingRoles.All, Func<ISessionStorage, ISessionStorage>? storage = null) => RedisNode.StartAsync(
        server.Endpoint, prefix, o => o.Roles = roles, s =>
        {
            s.AddSingleton<ISessionDetector>(new ScriptedDetector("T1", ActorKind.User, c => c.Raise(Severity.Medium, $"user {c.User.ToString()[..12]} was here.", [c.Mark(c.User.Low)])));
            s.AddSingleton<ISessionDetector>(new ScriptedDetector("T2", ActorKind.Source, c =>
            {
                c.Memory.Add(c.Mark(c.User.Low, text: $"user {c.User.ToString()[..12]}") with { Actor = c.User });
                c.Raise(Severity.Medium, "One source.", c.Memory.Marks);
            }));
        }, app => app.MapPost("/out", (HttpContext c) => c.SignOutAsync()), storage);

    private static async Task Acts(HttpClient client, string user, bool signsIn = true)
    {
        if (signsIn)
            (await client.PostAsync("/in/" + Uri.EscapeDataString(user), null)).EnsureSuccessStatusCode();
        for (var i = 0; i < 2; i++)
            await client.GetStringAsync("/who");
    }

    private static async Task<IReadOnlyList<SessionSummary>> ListAsync(RedisNode node, string user) => (await node.Reports.ListAsync(new SessionQuery { User = user })).Items;

    private static SessionId SessionId(IReadOnlyList<SessionSummary> sessions) => ServerSessions.SessionId.TryParse(sessions[0].Id, out var id) ? id : throw new FormatException(sessions[0].Id);

    private static async Task<IReadOnlyList<Alert>> AlertsAsync(RedisNode node, int least)
    {
        IReadOnlyList<Alert> alerts = [];
        await Waiting.UntilAsync(async () => (alerts = (await node.Alerts.ListAsync(new AlertQuery())).Items).Count >= least);
        return alerts;
    }

    private static async Task<JsonDocument> ExportAsync(HttpClient client) =>
        JsonDocument.Parse(await client.GetStringAsync($"/admin/sessions/users/{Uri.EscapeDataString(Alice)}/export"));

    // The ids of the person as reports show them before.
    private static async Task<TraceSearch> SearchAsync(RedisNode node)
    {
        var search = new TraceSearch().Add("name", Alice);
        foreach (var summary in await ListAsync(node, Alice))
        {
            var report = await node.Reports.FindAsync(SessionId([summary]));
            search.Add("session", SessionId([summary])).Add("browser", Parse(report!.Key)).Add("user", Parse(summary.UserHash!));
        }

        return search;
    }

    private static Pseudonym Parse(string hash) => Pseudonym.TryParse(hash, out var id) ? id : throw new FormatException(hash);

    private static Task DoneAsync(RedisNode node, int erasures) => Waiting.UntilAsync(
        async () => await node.Services.GetRequiredService<ISessionPrivacy>().FindErasureAsync(DataSubject.OfUser(Alice)) is { State: ErasureState.Done },
        what: $"{erasures} erasure is done");
}
