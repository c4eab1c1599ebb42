using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Model;
using ServerSessions.Reports;
using ServerSessions.Reports.Jobs;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Reports.Jobs;

/// <summary>Replays of rules as jobs of a process, which every process shows and cancels.</summary>
public sealed class SessionReplaysTests
{
    private const int Day = 86_400;

    // Finds each visit of one page, and has a measure that JSON has no number for.
    private static ScriptedDetector Finder => new("X1", ActorKind.Session, context =>
    {
        if (context.Step == "GET /odd")
            context.Raise(Severity.Low, "It was odd.", [context.Mark()], [new Measure("oddness", double.PositiveInfinity, 1)]);
    });

    [Fact]
    public async Task A_replay_is_done_in_the_background_and_its_result_is_kept_with_its_days()
    {
        var bench = await FilledAsync();
        await using var node = await ReplayNode.StartAsync(bench, Finder);
        var asked = await node.Replays.RequestAsync("x1", by: "ada");
        Assert.Equal(("X1", JobState.Waiting, "ada"), (asked!.Rule, asked.State, asked.RequestedBy));

        var done = await node.EndAsync(asked.Id);
        Assert.Equal((JobState.Done, null, 3L, 3L), (done.State, done.Fault, done.Progress, done.Total));
        Assert.Equal((3, 2, 2), (done.Result!.Journeys, done.Result.Fired, done.Result.Sessions));
        Assert.Equal(
            [new ReplayDay(new DateOnly(2026, 1, 5), 1, 1), new ReplayDay(new DateOnly(2026, 1, 6), 1, 0), new ReplayDay(new DateOnly(2026, 1, 7), 1, 1)], done.Result.Days);
        Assert.Equal(double.PositiveInfinity, done.Result.Examples[0].Measures[0].Value);
        var listed = Assert.Single(await node.Replays.ListAsync());
        Assert.Equal((done.Id, null), (listed.Id, listed.Result));
    }

    [Fact]
    public async Task Only_the_range_is_replayed()
    {
        var bench = await FilledAsync();
        await using var node = await ReplayNode.StartAsync(bench, Finder);
        var asked = await node.Replays.RequestAsync("X1", UnixTime.ToDate(At(Day / 2)), UnixTime.ToDate(At(1.5 * Day)));
        Assert.Equal((1, 0), ((await node.EndAsync(asked!.Id)).Result!.Journeys, (await node.EndAsync(asked.Id)).Result!.Fired));
    }

    [Fact]
    public async Task Any_process_shows_the_progress_of_a_replay_and_cancels_it()
    {
        var bench = await FilledAsync();
        using var stuck = new StuckCall();
        await using var node = await ReplayNode.StartAsync(bench, new ScriptedDetector("X1", ActorKind.Session, _ => stuck.Hang()));
        await using var other = await ReplayNode.StartAsync(bench, Finder);
        var asked = await node.Replays.RequestAsync("X1");
        await stuck.Entered.InTimeAsync();
        Assert.Equal(JobState.Running, (await other.Replays.FindAsync(asked!.Id))!.State);

        var cancelled = await other.Replays.CancelAsync(asked.Id, "ada");
        Assert.True(cancelled!.IsCancelRequested);

        var ended = await other.EndAsync(asked.Id);
        Assert.Equal((JobState.Cancelled, null, null), (ended.State, ended.Fault, ended.Result));
    }

    [Fact]
    public async Task A_process_runs_one_replay_at_a_time_ten_wait_and_a_further_one_is_refused()
    {
        var bench = await FilledAsync();
        using var stuck = new StuckCall();
        await using var node = await ReplayNode.StartAsync(bench, new ScriptedDetector("X1", ActorKind.Session, _ => stuck.Hang()));
        var first = await node.Replays.RequestAsync("X1");
        await stuck.Entered.InTimeAsync();
        var waiting = new List<string>();
        for (var i = 0; i < ReplayQueue.Capacity; i++)
            waiting.Add((await node.Replays.RequestAsync("X1"))!.Id);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await node.Replays.RequestAsync("X1"));
        Assert.StartsWith("10 replays wait in this process.", refused.Message, StringComparison.Ordinal);

        Assert.Equal(JobState.Cancelled, (await node.Replays.CancelAsync(waiting[0]))!.State);
        await Waiting.UntilAsync(
            async () =>
            {
                try
                {
                    waiting.Add((await node.Replays.RequestAsync("X1"))!.Id);
                    return true;
                }
                catch (InvalidOperationException)
                {
                    return false;
                }
            },
            what: "the place of the cancelled one is free");
        stuck.Release();
        Assert.Equal(JobState.Done, (await node.EndAsync(first!.Id)).State);
        foreach (var id in waiting.Skip(1))
            Assert.Equal(JobState.Done, (await node.EndAsync(id)).State);
        Assert.Equal((JobState.Cancelled, null), ((await node.EndAsync(waiting[0])).State, (await node.EndAsync(waiting[0])).StartedAt));
        Assert.NotNull(await node.Replays.RequestAsync("X1"));
    }

    [Fact]
    public async Task A_process_that_stops_says_so_of_what_runs_and_of_what_waits()
    {
        var bench = await FilledAsync();
        using var stuck = new StuckCall();
        await using var node = await ReplayNode.StartAsync(bench, new ScriptedDetector("X1", ActorKind.Session, _ => stuck.Hang()));
        await using var other = await ReplayNode.StartAsync(bench);
        var (first, second) = ((await node.Replays.RequestAsync("X1"))!.Id, (await node.Replays.RequestAsync("X1"))!.Id);
        await stuck.Entered.InTimeAsync();
        await node.StopAsync();
        foreach (var id in (string[])[first, second])
        {
            var left = await other.Replays.FindAsync(id);
            Assert.Equal((JobState.Failed, "The process stopped before the replay was done."), (left!.State, left.Fault));
        }
    }

    [Fact]
    public async Task A_rule_that_does_not_return_fails_the_replay_with_a_reason_and_the_next_one_runs()
    {
        var bench = await FilledAsync();
        using var stuck = new StuckCall();
        await using var node = await ReplayNode.StartAsync(bench, new ScriptedDetector("X1", ActorKind.Session, _ => stuck.Hang()), new ScriptedDetector("X2", ActorKind.Session, _ => { }));
        var asked = await node.Replays.RequestAsync("X1");
        await stuck.Entered.InTimeAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(15));
        var failed = await node.EndAsync(asked!.Id);
        Assert.Equal((JobState.Failed, "The replay was ended: A call of the detector X1 has not returned within 10 s."), (failed.State, failed.Fault));
        Assert.Equal(JobState.Done, (await node.EndAsync((await node.Replays.RequestAsync("X2"))!.Id)).State);
    }

    [Fact]
    public async Task What_waits_behind_a_long_replay_gives_signs_of_life()
    {
        var bench = await FilledAsync();
        using var stuck = new StuckCall();
        await using var node = await ReplayNode.StartAsync(bench, new ScriptedDetector("X1", ActorKind.Session, _ => stuck.Hang()));
        await node.Replays.RequestAsync("X1");
        await stuck.Entered.InTimeAsync();
        var waiting = (await node.Replays.RequestAsync("X1"))!;
        var heartbeat = node.Services.GetRequiredService<JobHeartbeat>();
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await heartbeat.WakeAsync(default);
        await Waiting.UntilAsync(async () => (await node.Replays.FindAsync(waiting.Id))!.SeenAt == bench.Clock.GetUtcNow(), what: "a sign of life is stored");
        Assert.Equal(JobState.Waiting, (await node.Replays.FindAsync(waiting.Id))!.State);
    }

    [Fact]
    public async Task What_cannot_be_replayed_is_refused()
    {
        var bench = await FilledAsync();
        await using var node = await ReplayNode.StartAsync(bench);
        Assert.Null(await node.Replays.RequestAsync("none"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await node.Replays.RequestAsync("N1"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await node.Replays.RequestAsync("D1", bench.Clock.GetUtcNow(), bench.Clock.GetUtcNow().AddDays(-1)));
        Assert.Empty(await node.Replays.ListAsync());
        Assert.Null(await node.Replays.FindAsync("job_none"));
        Assert.Null(await node.Replays.CancelAsync("job_none"));
    }

    // Three days with one session each; the odd page was visited on the first and on the last.
    private static async Task<RollBench> FilledAsync()
    {
        var bench = new RollBench();
        for (var day = 0; day < 3; day++)
            await bench.AppendAsync(Page(day * Day, "/", visitor: day).From(day), Page((day * Day) + 10, day == 1 ? "/even" : "/odd", visitor: day).From(day));
        await bench.RollAllAsync();
        bench.MoveTo(At(4 * Day));
        await bench.RollAllAsync();
        return bench;
    }
}
