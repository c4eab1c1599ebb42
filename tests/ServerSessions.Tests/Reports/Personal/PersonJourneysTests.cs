using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Reports.Personal;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Personal;

/// <summary>The journeys of a person are found under each key of the ring, and another's never.</summary>
public sealed class PersonJourneysTests
{
    private static readonly Pseudonym Old = ClosedJourneys.Of(0, 0, "x").By(1).User;
    private static readonly Pseudonym New = ClosedJourneys.Of(0, 0, "x").By(2).User;
    private static readonly DateTimeOffset Ever = DateTimeOffset.UnixEpoch;

    private readonly TestClock _clock = new();
    private readonly InProcessStorage _storage;
    private readonly PersonJourneys _journeys;

    public PersonJourneysTests()
    {
        _storage = new InProcessStorage(new InProcessStorageOptions(4), _clock);
        _journeys = new PersonJourneys(_storage, new OpenSessions(_storage), JourneySettings.Default, new DetectionEngine([], new DetectionOptions()));
    }

    [Fact]
    public async Task Sessions_from_before_and_after_a_rotation_are_one_list_and_a_page_says_when_there_are_more()
    {
        var (before, after, other) = (ClosedJourneys.Of(0, 1, "GET /").By(1), ClosedJourneys.Of(3_600, 2, "GET /").By(2), ClosedJourneys.Of(7_200, 3, "GET /").By(3));
        await WriteAsync(before, after, other);
        var (found, isComplete) = await _journeys.ListAsync([New, Old], Ever, 10, default);
        Assert.Equal([after.Id, before.Id], found.Select(j => j.Id));
        Assert.True(isComplete);
        (found, isComplete) = await _journeys.ListAsync([New, Old], Ever, 1, default);
        Assert.Equal([after.Id], found.Select(j => j.Id));
        Assert.False(isComplete);
        Assert.Equal([after.Id], (await _journeys.ListAsync([New, Old], after.Start, 10, default)).Journeys.Select(j => j.Id));
    }

    [Fact]
    public async Task An_id_of_another_person_is_not_found()
    {
        var (mine, other, anonymous) = (ClosedJourneys.Of(0, 1, "GET /").By(1), ClosedJourneys.Of(0, 2, "GET /").By(3), ClosedJourneys.Of(0, 3, "GET /"));
        await WriteAsync(mine, other, anonymous);
        Assert.Equal(mine.Id, (await _journeys.FindAsync([New, Old], mine.Id, default))!.Id);
        Assert.Null(await _journeys.FindAsync([New, Old], other.Id, default));
        Assert.Null(await _journeys.FindAsync([New, Old], anonymous.Id, default));
        Assert.Null(await _journeys.FindAsync([New, Old], ClosedJourneys.Of(99, 99, "x").Id, default));
    }

    private async Task WriteAsync(params Journey[] journeys)
    {
        var writer = new JourneyWriter(_storage, JourneySettings.Default);
        foreach (var journey in journeys)
        {
            await writer.CloseAsync(journey);
            if (!journey.User.IsNone)
                await _storage.IndexAsync(journey.User, [journey.Id], default);
        }
    }
}
