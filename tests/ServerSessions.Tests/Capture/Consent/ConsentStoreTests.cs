using ServerSessions.Consents;
using ServerSessions.Storage.InProcess;

namespace ServerSessions.Tests.Capture.Consent;

/// <summary>The order of decisions that nodes take whose clocks differ.</summary>
public sealed class ConsentStoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly Pseudonym Ada = new(1, 2);

    private readonly ConsentStore _store = new(new InProcessStorage(new InProcessStorageOptions(2), TimeProvider.System), 2);

    [Fact]
    public async Task Of_decisions_within_the_difference_of_clocks_the_one_that_comes_later_is_the_newer()
    {
        var (ahead, refusal, again) = (Entry(4_000, TrackingPurposes.All), Entry(1_000, TrackingPurposes.None), Entry(2_000, TrackingPurposes.All));
        foreach (var entry in (ConsentEntry[])[ahead, refusal, refusal])
            await AddAsync(entry);
        Assert.Equal([TrackingPurposes.All, TrackingPurposes.None], await GrantedAsync());
        await AddAsync(again);
        Assert.Equal([TrackingPurposes.All, TrackingPurposes.None, TrackingPurposes.All], await GrantedAsync());
        var times = (await _store.FindAsync(Ada, default)).Select(e => (e.At - Start).TotalMilliseconds);
        Assert.Equal([4_000, 4_001, 4_002], times);
    }

    [Fact]
    public async Task One_that_waited_for_longer_stays_the_older()
    {
        await AddAsync(Entry(60_000, TrackingPurposes.None));
        await AddAsync(Entry(1_000, TrackingPurposes.All));
        Assert.Equal([TrackingPurposes.All, TrackingPurposes.None], await GrantedAsync());
    }

    private async Task AddAsync(ConsentEntry entry) => Assert.Equal(ConsentProof.Kept, await _store.AddAsync(Ada, entry, ProofBegin.Always, default));

    private async Task<IEnumerable<TrackingPurposes>> GrantedAsync() => (await _store.FindAsync(Ada, default)).Select(e => e.Granted);

    private static ConsentEntry Entry(int milliseconds, TrackingPurposes granted) =>
        new(Start.AddMilliseconds(milliseconds), granted, granted == TrackingPurposes.None ? TrackingPurposes.All : TrackingPurposes.None, "1", "banner");
}
