using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Reports;

/// <summary>Lists of open sessions and look-ups by id read the index of open sessions, and the states of what is asked for; never all live states.</summary>
public sealed class JourneyReaderTests
{
    private readonly RollBench _bench = new();
    private readonly List<string> _calls = [];

    [Fact]
    public async Task The_newest_open_sessions_are_read_and_no_others()
    {
        await OpenAsync(20);
        var (sessions, floor) = await Reader().NewestOpenAsync(before: null, users: null, 3, default);
        Assert.Equal(3, sessions.Count);
        Assert.Equal(sessions[^1].Id, floor);
        Assert.Equal(At(19), Reader().ReadOpen(sessions[0].State).Start.ToMicroseconds());
        AssertStates(3);
        Assert.Equal(17, (await Reader().NewestOpenAsync(floor, users: null, 100, default)).Sessions.Count);
    }

    [Fact]
    public async Task Without_a_limit_all_open_sessions_are_read()
    {
        await OpenAsync(20);
        var (sessions, floor) = await Reader().NewestOpenAsync(before: null, users: null, int.MaxValue, default);
        Assert.Equal(20, sessions.Count);
        Assert.Null(floor);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    public async Task A_page_costs_the_same_reads_however_many_sessions_are_open(int open)
    {
        await OpenAsync(open);
        _calls.Clear();
        Assert.Equal(5, (await Reader().NewestOpenAsync(before: null, users: null, 5, default)).Sessions.Count);
        AssertStates(5);
        Assert.Equal(_bench.Storage.Partitions, _calls.Count(c => c == nameof(ISessionStorage.ListOpenAsync)));
    }

    [Fact]
    public async Task A_session_that_signs_in_is_found_by_its_user_and_one_that_closed_by_none()
    {
        await OpenAsync([Page(0, "/a", 1), Page(1, "/a", 2).From(2)]);
        Assert.Equal(2, (await Reader().NewestOpenAsync(before: null, users: null, 10, default)).Sessions.Count);
        await OpenAsync([Page(5, "/b", 1).From(1)]);
        Assert.Single((await Reader().NewestOpenAsync(before: null, [Page(0, "/").From(1).User], 10, default)).Sessions);
        // A day later both are closed.
        await OpenAsync([Page(90_000, "/c", 3).From(3)]);
        Assert.Empty((await Reader().NewestOpenAsync(before: null, [Page(0, "/").From(1).User, Page(0, "/").From(2).User], 10, default)).Sessions);
        Assert.Single((await Reader().NewestOpenAsync(before: null, users: null, 10, default)).Sessions);
    }

    [Fact]
    public async Task Of_a_user_only_the_users_sessions_are_read()
    {
        await OpenAsync(20);
        var (sessions, floor) = await Reader().NewestOpenAsync(before: null, [Page(0, "/").From(4).User], 100, default);
        Assert.Null(floor);
        Assert.Equal(At(4), Reader().ReadOpen(Assert.Single(sessions).State).Start.ToMicroseconds());
        AssertStates(1);
    }

    [Fact]
    public async Task A_session_is_found_by_its_id_and_only_its_state_is_read()
    {
        await OpenAsync(20);
        var (sessions, _) = await Reader().NewestOpenAsync(before: null, users: null, 1, default);
        _calls.Clear();
        Assert.Equal(sessions[0].Id, (await Reader().FindAsync(sessions[0].Id, default))!.Id);
        AssertStates(1);
        Assert.Null(await Reader().FindAsync(SessionId.Create(At(5), 0, Visitor(999)), default));
    }

    [Fact]
    public async Task A_session_that_is_removed_while_the_list_is_read_is_left_out()
    {
        await OpenAsync(2);
        // The index is read; before the first state is, a day passes and the sessions close.
        var isFirst = true;
        var storage = FaultyStorage.Over(_bench.Storage, call =>
        {
            if (call != nameof(ISessionStorage.FindLiveAsync) || !isFirst)
                return;
            isFirst = false;
            OpenAsync([Page(90_000, "/a", 1).From(1)]).GetAwaiter().GetResult();
        });
        var (sessions, _) = await new JourneyReader(storage, JourneySettings.Default, new DetectionEngine([], new DetectionOptions())).NewestOpenAsync(before: null, users: null, 10, default);
        Assert.False(isFirst);
        Assert.DoesNotContain(sessions, s => s.State.IsEmpty);
    }

    private Task OpenAsync(int sessions) => OpenAsync(Enumerable.Range(0, sessions).Select(i => Page(i, "/a", i).From(i)));

    private async Task OpenAsync(IEnumerable<RequestEvent> events)
    {
        await _bench.AppendAsync(events);
        await _bench.RollAllAsync();
    }

    private JourneyReader Reader() => new(FaultyStorage.Over(_bench.Storage, _calls.Add), JourneySettings.Default, new DetectionEngine([], new DetectionOptions()));

    private void AssertStates(int states)
    {
        Assert.DoesNotContain(nameof(ISessionStorage.ListLiveAsync), _calls);
        Assert.DoesNotContain(nameof(ISessionStorage.LoadAsync), _calls);
        Assert.Equal(states, _calls.Count(c => c == nameof(ISessionStorage.FindLiveAsync)));
    }
}
