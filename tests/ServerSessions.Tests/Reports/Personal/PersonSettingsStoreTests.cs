using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Model;
using ServerSessions.Reports.Personal;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Personal;

/// <summary>What a person has set is one document, found under each key of the ring, bounded, and forgotten when its person stays away.</summary>
public sealed class PersonSettingsStoreTests
{
    private static readonly Pseudonym Old = new(1, 2);
    private static readonly Pseudonym New = new(3, 4);
    private static readonly PersonSettings Daily = new() { Goals = [new PersonGoal(PersonGoalKind.Days, null, 3)] };

    private readonly TestClock _clock = new();
    private readonly InProcessStorage _storage;
    private readonly PersonSettingsStore _store;

    public PersonSettingsStoreTests()
    {
        _storage = new InProcessStorage(new InProcessStorageOptions(2), _clock);
        _store = new PersonSettingsStore(_storage, _clock, NullLogger<PersonSettingsStore>.Instance);
    }

    [Fact]
    public async Task What_was_set_under_an_older_key_is_found_and_changed_in_place()
    {
        await _store.ChangeAsync(new KeyedName(Old), _ => Daily, default);
        var rotated = new KeyedName(New, [New, Old]);
        Assert.Equal(Daily.Goals, (await _store.ReadAsync(rotated, default)).Goals);
        await _store.ChangeAsync(rotated, set => set with { SharedSince = _clock.GetUtcNow() }, default);
        Assert.Equal(Old.ToString(), Assert.Single(await AllAsync()).Id);
        Assert.NotNull((await _store.ReadAsync(new KeyedName(Old), default)).SharedSince);
        Assert.Same(PersonSettings.None, await _store.ReadAsync(new KeyedName(New), default));
    }

    [Fact]
    public async Task A_change_that_sets_nothing_stores_nothing()
    {
        await _store.ChangeAsync(new KeyedName(Old), set => set, default);
        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task A_document_that_was_not_looked_at_for_400_days_goes_and_one_that_was_stays()
    {
        var (away, here, writer) = (SameIn(0, 10), SameIn(0, 20), SameIn(0, 30));
        await _store.ChangeAsync(new KeyedName(away), _ => Daily, default);
        await _store.ChangeAsync(new KeyedName(here), _ => Daily, default);
        _clock.Advance(TimeSpan.FromDays(300));
        await _store.ReadAsync(new KeyedName(here), default);
        _clock.Advance(TimeSpan.FromDays(101));
        await _store.ChangeAsync(new KeyedName(writer), _ => Daily, default);
        Assert.Equal(new[] { here, writer }.Select(p => p.ToString()).Order(), (await AllAsync()).Select(d => d.Id).Order());
    }

    // Pseudonyms of one partition, in which the writer finds the old one.
    private static Pseudonym SameIn(int partition, ulong from)
    {
        for (var low = from; ; low++)
            if (PartitionMap.Of(new Pseudonym(7, low), 2) == partition)
                return new Pseudonym(7, low);
    }

    private async Task<IReadOnlyList<Document>> AllAsync() =>
        [.. await _storage.ListAsync(0, PersonSettingsStore.Table, DocumentRange.Newest(9), default), .. await _storage.ListAsync(1, PersonSettingsStore.Table, DocumentRange.Newest(9), default)];
}
