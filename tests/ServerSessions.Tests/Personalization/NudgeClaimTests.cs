using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Insights;
using ServerSessions.PersonalData;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Storage.Redis;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Personalization;

/// <summary>One browser and one user are shown one nudge, whichever tabs and devices ask for it at the same moment.</summary>
public sealed class NudgeClaimTests(SingleServer single) : IClassFixture<SingleServer>
{
    private static readonly Pseudonym User = new(7, 1);
    private static readonly Pseudonym Laptop = new(8, 2);
    private static readonly Pseudonym Phone = new(9, 3);

    private readonly TestClock _clock = new();

    [Fact]
    public async Task Of_a_tab_that_is_signed_in_and_one_that_is_not_yet_only_one_is_shown_a_nudge()
    {
        await using var redis = RedisRig.Create(single.Server.Endpoint);
        foreach (var storage in (ISessionStorage[])[InProcess(), redis.Storage])
            for (ulong i = 0; i < 20; i++)
            {
                var (user, browser) = (new Pseudonym(1, i + 1), new Pseudonym(2, i + 1));
                var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(tab => Task.Run(() => ClaimAsync(storage, tab % 2 == 0 ? user : browser, browser))));

                Assert.InRange(claims.Count(c => c is not null), 0, 1);
                Assert.Single((await StoreOf(storage).FindAsync(browser, default)).Memory.Showings);
            }
    }

    [Fact]
    public async Task Of_two_devices_of_one_user_only_one_is_shown_a_nudge_and_the_other_browser_gets_its_claim_back()
    {
        var storage = InProcess();
        var puts = 0;
        // The phone claims after the laptop has written its browser's memory, and before it writes the user's.
        var raced = FaultyStorage.Over(storage, call =>
        {
            if (call == nameof(IDocumentStore.PutAsync) && ++puts == 2)
                Assert.True(ClaimAsync(storage, User, Phone) is { IsCompletedSuccessfully: true });
        });

        Assert.Null(await ClaimAsync(raced, User, Laptop));

        Assert.Empty((await StoreOf(storage).FindAsync(Laptop, default)).Memory.Showings);
        Assert.Single((await StoreOf(storage).FindAsync(Phone, default)).Memory.Showings);
        Assert.Single((await StoreOf(storage).FindAsync(User, default)).Memory.Showings);
    }

    [Fact]
    public async Task What_the_browser_was_shown_while_the_user_signed_in_holds_for_the_user()
    {
        var storage = InProcess();
        var gets = 0;
        // A tab without the sign-in claims after the other one has read.
        var raced = FaultyStorage.Over(storage, _ => { }, call =>
        {
            if (call == nameof(IDocumentStore.GetAsync) && ++gets == 2)
                Assert.NotNull(ClaimAsync(storage, Laptop, Laptop).Result);
        });

        Assert.Null(await ClaimAsync(raced, User, Laptop));

        Assert.Empty((await StoreOf(storage).FindAsync(User, default)).Memory.Showings);
    }

    [Fact]
    public async Task What_a_user_was_shown_is_in_the_browsers_memory_for_the_caps_alone()
    {
        var storage = InProcess();

        Assert.NotNull(await ClaimAsync(storage, User, Laptop));

        Assert.False(Assert.Single((await StoreOf(storage).FindAsync(User, default)).Memory.Showings).IsOfUser);
        var copy = Assert.Single((await StoreOf(storage).FindAsync(Laptop, default)).Memory.Showings);
        Assert.Equal((true, null), (copy.IsOfUser, copy.Alert));
        Assert.Null(await ClaimAsync(storage, Laptop, Laptop));
    }

    [Theory]
    [InlineData(false, 1, 1)]
    [InlineData(true, 2, 2)]
    public async Task A_claim_reads_and_writes_each_memory_once(bool isSignedIn, int reads, int writes)
    {
        var counts = new Dictionary<string, int>();
        var storage = FaultyStorage.Over(InProcess(), call => counts[call] = counts.GetValueOrDefault(call) + 1);

        Assert.NotNull(await ClaimAsync(storage, isSignedIn ? User : Laptop, Laptop));

        Assert.Equal((reads, writes), (counts[nameof(IDocumentStore.GetAsync)], counts[nameof(IDocumentStore.PutAsync)]));
    }

    private InProcessStorage InProcess() => new(new InProcessStorageOptions(2), _clock);

    private static NudgeOptions Options()
    {
        var options = new NudgeOptions { ClaimTimeout = TimeSpan.FromSeconds(5) };
        options.Rules.Add(new Nudge { Name = "tip", Trigger = NudgeTrigger.RepeatedFailures, Step = "POST /pay" });
        return options;
    }

    private static NudgeStore StoreOf(ISessionStorage storage) => new(storage, Options(), new NudgeAlertErasure(storage));

    // Whether it is of a holdout or not, a claim counts the same.
    private Task<NudgeClaim?> ClaimAsync(ISessionStorage storage, Pseudonym person, Pseudonym browser)
    {
        var claims = new NudgeClaims(StoreOf(storage), Options(), new LiveJourneyOptions(), InsightSettings.Default, _clock, NullLogger<NudgeClaims>.Instance);
        var journey = new LiveJourney
        {
            Start = _clock.GetUtcNow(),
            Steps = [new Step { Name = "POST /pay", Time = _clock.GetUtcNow(), Kind = StepKind.Action, Status = 422, Server = TimeSpan.Zero, Outcome = Outcome.Invalid, Count = 3 }],
        };
        return claims.ClaimAsync(person, browser, journey, NudgeChannels.Page, hasText: false, default).AsTask();
    }
}
