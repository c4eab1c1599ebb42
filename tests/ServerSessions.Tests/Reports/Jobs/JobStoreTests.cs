using ServerSessions.Reports;
using ServerSessions.Reports.Jobs;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Jobs;

/// <summary>Jobs as every process sees them.</summary>
public sealed class JobStoreTests
{
    private readonly TestClock _clock = new();
    private readonly ReplayStore _store;

    public JobStoreTests() => _store = new ReplayStore(new FakeDocuments(), _clock);

    [Theory]
    [InlineData(JobState.Waiting)]
    [InlineData(JobState.Running)]
    public async Task A_job_without_a_sign_of_life_for_a_minute_is_shown_as_failed(JobState state)
    {
        var job = await AddAsync(state);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(state, (await _store.FindAsync(job.Id, default))!.State);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var lost = await _store.FindAsync(job.Id, default);
        Assert.Equal((JobState.Failed, job.SeenAt), (lost!.State, lost.EndedAt));
        Assert.Contains("has ended", lost.Fault, StringComparison.Ordinal);
        Assert.Equal(JobState.Failed, Assert.Single(await _store.ListAsync(default)).State);

        await _store.ChangeAsync(job.Id, stored => stored with { SeenAt = _clock.GetUtcNow() }, default);
        Assert.Equal(state, (await _store.FindAsync(job.Id, default))!.State);
    }

    [Fact]
    public async Task A_job_that_waits_is_cancelled_at_once()
    {
        var cancelled = await _store.CancelAsync((await AddAsync(JobState.Waiting)).Id, default);
        Assert.Equal((JobState.Cancelled, (DateTimeOffset?)_clock.GetUtcNow()), (cancelled!.State, cancelled.EndedAt));
    }

    [Fact]
    public async Task A_job_that_runs_is_cancelled_by_its_process()
    {
        var asked = await _store.CancelAsync((await AddAsync(JobState.Running)).Id, default);
        Assert.Equal((JobState.Running, true, null), (asked!.State, asked.IsCancelRequested, asked.EndedAt));
    }

    [Theory]
    [InlineData(JobState.Done)]
    [InlineData(JobState.Failed)]
    public async Task A_job_that_has_ended_stays_as_it_is(JobState state)
    {
        var left = await _store.CancelAsync((await AddAsync(state)).Id, default);
        Assert.Equal((state, false), (left!.State, left.IsCancelRequested));
        Assert.Null(await _store.CancelAsync("job_none", default));
    }

    [Fact]
    public async Task A_change_starts_again_from_what_another_process_has_stored_meanwhile()
    {
        var job = await AddAsync(JobState.Running);
        var isFirst = true;
        var changed = await _store.ChangeAsync(job.Id, stored =>
        {
            if (isFirst)
                _store.CancelAsync(job.Id, default).AsTask().GetAwaiter().GetResult();
            isFirst = false;
            return stored with { Progress = 7 };
        }, default);
        Assert.Equal((7, true), (changed!.Progress, changed.IsCancelRequested));
    }

    private async Task<ReplayReport> AddAsync(JobState state)
    {
        var job = new ReplayReport { Id = ReplayStore.NewId(), Rule = "D1", State = state, RequestedAt = _clock.GetUtcNow(), SeenAt = _clock.GetUtcNow() };
        await _store.AddAsync(job, default);
        return job;
    }
}
