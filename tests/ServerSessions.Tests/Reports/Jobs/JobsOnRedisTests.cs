using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Detection;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Storage.Redis;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Jobs;

/// <summary>Replays of two nodes with one Redis between them: every node shows and cancels those of the other, and an erasure reaches what a replay has read.</summary>
public sealed class JobsOnRedisTests(SingleServer single) : IClassFixture<SingleServer>
{
    private readonly string _prefix = RedisRig.NewPrefix();
    private HeldReading _held = null!;

    [Fact]
    public async Task A_replay_that_another_node_cancels_ends_without_a_result()
    {
        await using var one = await StartAsync(SessionTrackingRoles.Capture, holds: true);
        await using var other = await StartAsync(SessionTrackingRoles.All);
        await VisitAsync(one, other);
        var isRead = _held.Arm();
        var asked = (await Replays(one).RequestAsync("X1", by: "ada"))!;
        await isRead.InTimeAsync();

        Assert.Equal(JobState.Running, (await Replays(other).FindAsync(asked.Id))!.State);
        Assert.True((await Replays(other).CancelAsync(asked.Id))!.IsCancelRequested);

        var ended = await EndAsync(other, asked.Id);
        Assert.Equal((JobState.Cancelled, null, null), (ended.State, ended.Result, ended.Findings));
        _held.LetGo();
    }

    [Fact]
    public async Task A_replay_keeps_its_numbers_and_no_example_of_a_person_who_was_erased_while_it_ran()
    {
        await using var one = await StartAsync(SessionTrackingRoles.Capture, holds: true);
        await using var other = await StartAsync(SessionTrackingRoles.All);
        await VisitAsync(one, other);
        var before = await EndAsync(other, (await Replays(one).RequestAsync("X1"))!.Id);
        Assert.Equal((JobState.Done, 1, 1), (before.State, before.Result!.Journeys, before.Result.Examples.Count));
        var isRead = _held.Arm();
        var asked = (await Replays(one).RequestAsync("X1"))!;
        await isRead.InTimeAsync();

        var privacy = other.Services.GetRequiredService<ISessionPrivacy>();
        var erasure = await privacy.EraseAsync(DataSubject.OfUser("alice"));
        await Waiting.UntilAsync(async () => await privacy.FindErasureAsync(erasure.Id) is { State: ErasureState.Done }, what: "the erasure is done");
        _held.LetGo();

        var done = await EndAsync(other, asked.Id);
        Assert.Equal((JobState.Done, 1L, 1L, before.Findings), (done.State, done.Progress, done.Total, done.Findings));
        await Waiting.UntilAsync(async () => (await Replays(other).FindAsync(asked.Id))!.Result!.Examples.Count == 0, what: "the example of the erased person is removed");
        Assert.Empty((await Replays(other).FindAsync(before.Id))!.Result!.Examples);
    }

    private Task<RedisNode> StartAsync(SessionTrackingRoles roles, bool holds = false) => RedisNode.StartAsync(
        single.Server.Endpoint, _prefix, o => o.Roles = roles,
        s => s.AddSingleton<ISessionDetector>(new ScriptedDetector("X1", ActorKind.Session, c => c.Raise(Severity.Low, "It was here.", [c.Mark()]))),
        app => app.MapPost("/out", (HttpContext c) => c.SignOutAsync()).TrackSignOut(),
        !holds ? null : storage =>
        {
            var (held, reading) = HeldReading.Over(storage);
            _held = reading;
            return held;
        });

    private static async Task VisitAsync(RedisNode visited, RedisNode reader)
    {
        using var visitor = visited.Visitor();
        (await visitor.PostAsync("/in/alice", null)).EnsureSuccessStatusCode();
        await visitor.GetStringAsync("/who");
        (await visitor.PostAsync("/out", null)).EnsureSuccessStatusCode();
        await Waiting.UntilAsync(async () => (await reader.Reports.ListAsync(new SessionQuery { User = "alice", Live = false })).Items.Count > 0, what: "the session is closed");
    }

    private static ISessionReplays Replays(RedisNode node) => node.Services.GetRequiredService<ISessionReplays>();

    private static async Task<ReplayReport> EndAsync(RedisNode node, string id)
    {
        ReplayReport? replay = null;
        await Waiting.UntilAsync(async () => (replay = await Replays(node).FindAsync(id)) is { IsOpen: false }, () => $"{replay}", "the replay has ended");
        return replay!;
    }
}
