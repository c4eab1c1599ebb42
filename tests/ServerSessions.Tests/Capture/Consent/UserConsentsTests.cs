using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Consents;
using ServerSessions.Model;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture.Consent;

/// <summary>The memory of users' decisions is bounded, and few users take each other's place.</summary>
public sealed class UserConsentsTests
{
    [Fact]
    public void Four_users_of_one_set_are_kept_and_a_fifth_takes_the_place_of_the_first()
    {
        var clock = new TestClock();
        var storage = new InProcessStorage(new InProcessStorageOptions(Partitions: 1), clock);
        using var consents = new UserConsents(storage, new ConsentStore(storage, 1), clock, NullLogger<UserConsents>.Instance) { IsUsed = true };
        KeyedName User(int number) => new(new Pseudonym((ulong)number, 7));
        for (var i = 1; i <= 4; i++)
        {
            consents.Set(User(i), new ConsentDecision(TrackingPurposes.None, TrackingPurposes.All, i, 1), clock.GetUtcNow());
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.All(Enumerable.Range(1, 4), i => Assert.Equal(i, consents.Find(User(i))!.Value.Day));
        // Deciding again takes no other place.
        consents.Set(User(2), new ConsentDecision(TrackingPurposes.All, TrackingPurposes.None, 9, 1), clock.GetUtcNow());
        clock.Advance(TimeSpan.FromSeconds(1));
        consents.Set(User(5), default, clock.GetUtcNow());
        Assert.Equal([true, false, false, false, false], Enumerable.Range(1, 5).Select(i => consents.Find(User(i)) is null));
        Assert.Equal(9, consents.Find(User(2))!.Value.Day);
    }
}
