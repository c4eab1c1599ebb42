using ServerSessions.PersonalData;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.PersonalData;

/// <summary>Of many erasures a few are at work at once, in their order; none is lost.</summary>
public sealed class ErasureTurnsTests
{
    [Fact]
    public void Only_a_few_erasures_are_at_work_at_once_and_those_asked_for_first_come_first()
    {
        var waiting = Enumerable.Range(0, 10).Select(i => Waiting(i)).Reverse().ToList();

        Assert.Equal(["e00", "e01", "e02", "e03"], Turns(waiting));
        Assert.Equal(["e07", "e00", "e01", "e02"], Turns(waiting.Select(e => e.Id == "e07" ? e with { Round = 2 } : e)));
        Assert.Equal(["e04", "e05", "e06", "e07", "e08"], Turns(waiting.Select(e => string.CompareOrdinal(e.Id, "e03") > 0 && string.CompareOrdinal(e.Id, "e09") < 0 ? e with { Round = 1 } : e)));
        Assert.Equal(["e04", "e05", "e06", "e07"], Turns(waiting.Select(e => string.CompareOrdinal(e.Id, "e04") < 0 ? e with { DoneAt = TestClock.Epoch } : e)));
    }

    [Fact]
    public void Erasures_of_withdrawals_take_no_turn_of_a_person_who_asked_for_one()
    {
        Erasure[] known = [.. Enumerable.Range(0, 5).Select(Waiting), Waiting(9) with { OnlyJourneys = true }];

        Assert.Equal(["e09", "e00", "e01", "e02", "e03"], Turns(known));
    }

    [Fact]
    public void A_person_who_asks_again_keeps_their_turn()
    {
        Erasure[] known = [.. Enumerable.Range(0, 6).Select(Waiting)];
        known[0] = known[0] with { At = TestClock.Epoch.AddHours(1) };

        Assert.Equal("e00", Turns(known)[0]);
    }

    [Fact]
    public async Task However_many_erasures_there_are_all_that_wait_are_found()
    {
        var store = new ErasureStore(new InProcessStorage(new InProcessStorageOptions(2), new TestClock()));
        await store.PutAsync(Waiting(0), version: 0, default);
        for (var i = 1; i <= 1_500; i++)
            await store.PutAsync(Waiting(i) with { DoneAt = i % 2 == 0 ? TestClock.Epoch : null }, version: 0, default);

        var known = await store.SinceAsync(TestClock.Epoch.AddDays(-1), default);

        Assert.Equal((751, 750), (known.Count(k => !k.Erasure.IsDone), known.Count(k => k.Erasure.IsDone)));
        Assert.Equal("e00", ErasureTurns.Of(known)[0].Erasure.Id);
        var (first, version) = known.Single(k => k.Erasure.Id == "e00");
        await store.PutAsync(first with { DoneAt = TestClock.Epoch }, version, default);
        Assert.Equal("e01", ErasureTurns.Of(await store.SinceAsync(TestClock.Epoch.AddDays(-1), default))[0].Erasure.Id);
    }

    [Fact]
    public async Task More_erasures_than_are_at_work_at_once_are_all_done()
    {
        await using var app = await PersonApp.StartAsync();
        var people = Enumerable.Range(0, 3 * ErasureTurns.MaxAtOnce).Select(i => DataSubject.OfUser($"person {i}")).ToList();
        var privacy = (ISessionPrivacy)app.Services.GetService(typeof(ISessionPrivacy))!;
        foreach (var person in people)
            await privacy.EraseAsync(person);

        foreach (var person in people)
            await ServerSessions.TestServers.Waiting.UntilAsync(async () => (await privacy.FindErasureAsync(person))!.State == ErasureState.Done, what: "the erasure is done");
    }

    private static List<string> Turns(IEnumerable<Erasure> known) => [.. ErasureTurns.Of(known.Select(e => (e, 1L))).Select(k => k.Erasure.Id)];

    private static Erasure Waiting(int number) =>
        new() { Id = $"e{number:00}", IsPerson = true, At = TestClock.Epoch.AddSeconds(number), QueuedAt = TestClock.Epoch.AddSeconds(number), Subject = [] };
}
