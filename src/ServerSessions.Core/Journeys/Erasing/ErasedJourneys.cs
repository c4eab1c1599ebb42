using ServerSessions.Journeys.Codec;
using ServerSessions.Journeys.People;
using ServerSessions.Model.Erasing;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Erasing;

/// <summary>
/// Searches the closed journeys of a partition for a person, some pages at a time. The person's own are removed, with anonymous ones of a browser on which only the person signed in;
/// others lose their references to them. The known ones go first, so that the search through all the others is only for what no index holds.
/// </summary>
internal sealed class ErasedJourneys(IJourneyStore storage)
{
    private const int PageSize = 1_024;
    private const int PagesAtOnce = 8;
    private const int FindsAtOnce = 32;

    private readonly JourneyCodec _codec = new(new StringPool());
    private readonly Dictionary<SessionId, Pseudonym> _anonymous = [];
    private readonly HashSet<Pseudonym> _shared = [];
    private readonly List<SessionId> _replaced = [];
    private readonly HashSet<SessionId> _removed = [];
    private string? _erasure;
    private int _begun = -1;
    private SessionId? _after;
    private bool _isThrough;

    /// <summary>Searches some more. Journeys of others that have changed are in the changes, to be committed.</summary>
    /// <returns>Whether everything was searched with the ids that are known now, and what has changed was committed.</returns>
    public async ValueTask<bool> ContinueAsync(int partition, RunningErasure erasure, FoldChanges changes, CancellationToken cancellationToken)
    {
        if (_erasure != erasure.Part.Id)
        {
            (_erasure, _begun) = (erasure.Part.Id, -1);
            _removed.Clear();
        }

        if (_begun < 0)
        {
            _begun = CountOf(erasure);
            (_after, _isThrough) = (null, false);
            _shared.Clear();
            await RemoveAsync(await ListStoredAsync(erasure.Ids.Sessions.Concat(erasure.Found.Sessions).Where(id => id.Partition == partition), cancellationToken), erasure, cancellationToken);
        }

        for (var left = PagesAtOnce; left > 0 && !_isThrough; left--)
        {
            var page = await storage.ScanAsync(partition, new JourneyScan(0, (erasure.Part.At / 1000) + 1, _after, PageSize), cancellationToken);
            _isThrough = page.Count == 0;
            if (_isThrough)
                break;
            _after = page[^1].Id;
            await SearchAsync(page, erasure, changes, cancellationToken);
        }

        if (!_isThrough)
            return false;
        await RemoveAsync([.. _anonymous.Where(a => !_shared.Contains(a.Value)).Select(a => a.Key)], erasure, cancellationToken);
        _anonymous.Clear();
        if (_begun != CountOf(erasure))
        {
            _begun = -1; // what was found since is searched for, too
            return false;
        }

        if (changes.Closed.Count > 0)
            return false;
        await storage.RemoveReplacedAsync(_replaced, cancellationToken);
        _replaced.Clear();
        return true;
    }

    // Those that are stored: an owner that begins anew counts none twice.
    private async ValueTask<List<SessionId>> ListStoredAsync(IEnumerable<SessionId> ids, CancellationToken cancellationToken)
    {
        var stored = new List<SessionId>();
        foreach (var chunk in ids.Where(id => !_removed.Contains(id)).Chunk(FindsAtOnce))
            stored.AddRange((await Task.WhenAll(chunk.Select(id => storage.FindAsync(id, cancellationToken).AsTask()))).OfType<StoredJourney>().Select(j => j.Id));
        return stored;
    }

    private static int CountOf(RunningErasure erasure) => erasure.Ids.Count + erasure.Found.Count;

    private async ValueTask SearchAsync(IReadOnlyList<StoredJourney> page, RunningErasure erasure, FoldChanges changes, CancellationToken cancellationToken)
    {
        var traces = erasure.Traces;
        if (erasure.Part.OnlyJourneys)
        {
            await RemoveWithdrawnAsync(page, erasure, cancellationToken);
            return;
        }

        var theirs = new List<Journey>();
        foreach (var stored in page)
        {
            if (traces.Has(stored.User))
                theirs.Add(_codec.Decode(stored));
            else if (traces.AreInBytes(stored.Row.Span) || (stored.Row.Span.IndexOf("\"evidence\""u8) >= 0 && traces.AreIn(stored.Row.Span)))
                Judge(_codec.Decode(stored), erasure, changes);
        }

        if (theirs.Count == 0)
            return;
        await RemoveAsync([.. theirs.Select(j => j.Id)], erasure, cancellationToken);
        erasure.Find(new PersonIds
        {
            Keys = [.. theirs.Where(j => j.KeyKind != KeyKind.Daily).Select(j => j.Key).Distinct()],
            SignIns = [.. theirs.Where(j => !j.AuthSession.IsNone).Select(j => j.AuthSession).Distinct()],
            Sessions = [.. theirs.Select(j => j.Id)],
        });
    }

    // A session without a sign-in is its browser's; one with a sign-in is its user's.
    private async ValueTask RemoveWithdrawnAsync(IReadOnlyList<StoredJourney> page, RunningErasure erasure, CancellationToken cancellationToken)
    {
        var traces = erasure.Traces;
        var theirs = page.Where(stored => traces.Has(stored.User) || (stored.User.IsNone && traces.AreInBytes(stored.Row.Span)))
            .Select(stored => _codec.Decode(stored))
            .Where(journey => Withdrawals.Rests(journey) && traces.Has(PersonProgress.PersonOf(journey.User, journey.Key, journey.KeyKind))).ToList();
        await RemoveAsync([.. theirs.Select(j => j.Id)], erasure, cancellationToken);
        foreach (var user in theirs.Where(j => !j.User.IsNone).GroupBy(j => j.User, j => j.Id))
            await storage.UnindexAsync(user.Key, [.. user], cancellationToken);
    }

    private void Judge(Journey journey, RunningErasure erasure, FoldChanges changes)
    {
        var traces = erasure.Traces;
        if (traces.Has(journey.Key) && erasure.Ids.IsPerson)
        {
            if (journey.User.IsNone)
            {
                _anonymous[journey.Id] = journey.Key;
                return;
            }

            _shared.Add(journey.Key);
        }

        var after = journey with
        {
            Previous = journey.Previous is { } previous && traces.Has(previous) ? null : journey.Previous,
            Findings = [.. journey.Findings.Select(f => ErasedAlerts.Without(f, traces))],
        };
        if (after.Previous == journey.Previous && after.Findings.SequenceEqual(journey.Findings, ReferenceEqualityComparer.Instance))
            return;
        changes.Replace(journey, after);
        _replaced.Add(journey.Id);
    }

    private async ValueTask RemoveAsync(IReadOnlyList<SessionId> ids, RunningErasure erasure, CancellationToken cancellationToken)
    {
        List<SessionId> left = [.. ids.Where(_removed.Add)];
        if (left.Count == 0)
            return;
        await storage.RemoveAsync(left, cancellationToken);
        erasure.Count("sessions", left.Count);
    }
}
