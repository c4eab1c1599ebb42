using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Detection;
using ServerSessions.Reports;
using ServerSessions.Response;
using ServerSessions.Tests.Storage.Redis;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;
using Xunit.Abstractions;

namespace ServerSessions.Tests.Response;

/// <summary>What is decided on one node holds on another, each a real server, with one Redis between them.</summary>
public sealed class TwoNodesTests(SingleServer single, ITestOutputHelper output) : IClassFixture<SingleServer>
{
    private static readonly ResponseNote Stolen = new("stolen", "ada");

    [Fact]
    public async Task A_session_revoked_on_one_node_is_refused_on_the_other_as_soon_as_the_notification_arrives()
    {
        var prefix = RedisRig.NewPrefix();
        await using var one = await RedisNode.StartAsync(single.Server.Endpoint, prefix);
        // It never polls: what a lost notification would cost, at most DecisionFeed.Every, is left out, and no notification would cost an hour.
        await using var other = await RedisNode.StartAsync(single.Server.Endpoint, prefix, storage: PatientListener.Over);
        var delays = new List<TimeSpan>();
        for (var i = 0; i < 10; i++)
        {
            var cookies = new SharedCookies();
            using var here = one.Visitor(cookies);
            using var there = other.Visitor(cookies);
            var user = $"user{i}";
            await here.PostAsync($"/in/{user}", null);
            Assert.Equal(user, await there.GetStringAsync("/who"));
            var session = await SessionOfAsync(one, user);

            var decision = await one.Control.RevokeAsync(session, Stolen);

            await Waiting.UntilAsync(() => IsRefusedAsync(there));
            delays.Add(TimeProvider.System.GetUtcNow() - decision!.At);
        }

        output.WriteLine($"from decision to refusal on the other node: median {delays.Order().ElementAt(5).TotalMilliseconds:0.0} ms, most {delays.Max().TotalMilliseconds:0.0} ms");
        Assert.InRange(DecisionFeed.Every, TimeSpan.Zero, TimeSpan.FromMilliseconds(250));
    }

    [Fact]
    public async Task An_open_answer_on_the_other_node_is_cut()
    {
        var prefix = RedisRig.NewPrefix();
        await using var one = await RedisNode.StartAsync(single.Server.Endpoint, prefix);
        await using var other = await RedisNode.StartAsync(single.Server.Endpoint, prefix);
        using var there = other.Visitor();
        await there.PostAsync("/in/alice", null);
        var session = await SessionOfAsync(one, "alice");
        using var open = await there.GetAsync("/long", HttpCompletionOption.ResponseHeadersRead);
        await one.Control.RevokeAsync(session, Stolen);
        Assert.IsNotType<TimeoutException>(await Assert.ThrowsAnyAsync<Exception>(() => open.Content.ReadAsStringAsync().InTimeAsync()));
    }

    [Fact]
    public async Task A_rule_that_enforces_on_one_node_refuses_on_the_other()
    {
        var prefix = RedisRig.NewPrefix();
        var rule = new ScriptedDetector("T1", ActorKind.Session, c => c.Raise(Severity.High, "Attacked.", [c.Mark()]), concerns: c => c.Step.Contains("attack", StringComparison.Ordinal));
        Task<RedisNode> StartAsync() => RedisNode.StartAsync(
            single.Server.Endpoint, prefix,
            o =>
            {
                o.Responses.Rules["T1"] = new RuleResponse(ResponseKind.Revoke);
                o.Detection.Modes["T1"] = DetectionMode.Enforce;
            },
            s => s.AddSingleton<ISessionDetector>(rule),
            a => a.MapGet("/attack", () => "attacked"));
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        var delays = new List<TimeSpan>();
        for (var i = 0; i < 8; i++)
        {
            var cookies = new SharedCookies();
            using var here = one.Visitor(cookies);
            using var there = other.Visitor(cookies);
            await here.PostAsync($"/in/mallory{i}", null);
            await SessionOfAsync(one, $"mallory{i}");

            var decisive = Stopwatch.StartNew();
            await here.GetAsync("/attack");
            await Waiting.UntilAsync(() => IsRefusedAsync(there));
            delays.Add(decisive.Elapsed);
        }

        output.WriteLine($"from the decisive request to the refusal on the other node: first {delays[0].TotalMilliseconds:0} ms, then median {delays.Skip(1).Order().ElementAt(3).TotalMilliseconds:0} ms, most {delays.Skip(1).Max().TotalMilliseconds:0} ms");
    }

    [Fact]
    public async Task Decisions_stay_active_while_redis_is_away_and_a_node_that_missed_one_reads_it()
    {
        await using var server = await RedisServer.StartAsync();
        var prefix = RedisRig.NewPrefix();
        await using var one = await RedisNode.StartAsync(server.Endpoint, prefix);
        await using var other = await RedisNode.StartAsync(server.Endpoint, prefix);
        var (aliceCookies, bobCookies) = (new SharedCookies(), new SharedCookies());
        using var alice = other.Visitor(aliceCookies);
        using var bob = other.Visitor(bobCookies);
        await alice.PostAsync("/in/alice", null);
        await bob.PostAsync("/in/bob", null);
        var session = await SessionOfAsync(one, "alice");
        await one.Control.BlockAsync(session, Stolen);
        await Waiting.UntilAsync(async () => (await alice.GetAsync("/who")).StatusCode == HttpStatusCode.Forbidden);

        await server.KillAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await alice.GetAsync("/who")).StatusCode);
        Assert.Equal("bob", await bob.GetStringAsync("/who"));
        await Assert.ThrowsAnyAsync<Exception>(() => one.Control.RevokeAsync(ResponseTarget.OfUser("bob"), Stolen).AsTask());
        Assert.Equal("bob", await bob.GetStringAsync("/who"));

        await server.RestartAsync();
        await Waiting.UntilAsync(async () =>
        {
            try
            {
                return await one.Control.RevokeAsync(ResponseTarget.OfUser("bob"), Stolen) is not null;
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                return false; // it takes the client a moment to connect again
            }
        });
        await Waiting.UntilAsync(() => IsRefusedAsync(bob));
        Assert.Equal(HttpStatusCode.Forbidden, (await alice.GetAsync("/who")).StatusCode);
    }

    // One that was authenticated a moment before the decision came is refused after it.
    private static async Task<bool> IsRefusedAsync(HttpClient client)
    {
        var answer = await client.GetAsync("/who");
        return answer.StatusCode == HttpStatusCode.Unauthorized || await answer.Content.ReadAsStringAsync() == "anonymous";
    }

    private static async Task<SessionId> SessionOfAsync(RedisNode node, string user)
    {
        SessionId found = default;
        await Waiting.UntilAsync(async () =>
            (await node.Reports.ListAsync(new SessionQuery { User = user })).Items is [{ } session] && SessionId.TryParse(session.Id, out found));
        return found;
    }
}
