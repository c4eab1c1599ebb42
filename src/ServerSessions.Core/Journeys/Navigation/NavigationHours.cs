using ServerSessions.Insights.Navigation;
using ServerSessions.Journeys.Codec;
using ServerSessions.Journeys.Workers;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Navigation;

/// <summary>
/// Hours of navigation, one small document each. Commits write figures field by field, in every partition apart; as soon as an hour is
/// over they are packed together, and the fields themselves are kept for a few days only.
/// </summary>
internal sealed class NavigationHours(ISessionStorage storage)
{
    public const string Table = "navigation-hours";
    public const string ProgressTable = "navigation";

    private const string Progress = "judged";

    /// <summary>How long packed hours are kept: six weeks to compare with, and seven to simulate over.</summary>
    public const int WeeksKept = 13;

    /// <summary>Maximum number of routes and edges kept of an hour, the most frequent first.</summary>
    public const int MaxFields = 20_000;

    public const int MaxJourneys = 500_000;

    private const int Partition = 0;
    private const int Chunk = 500;
    private const int HoursAtOnce = 100;

    /// <summary>The oldest hour there is; null when there is none.</summary>
    public async ValueTask<long?> FirstAsync(CancellationToken cancellationToken) =>
        await storage.ListAsync(Partition, Table, DocumentRange.Oldest(1), cancellationToken) is [var oldest] ? oldest.Order : null;

    /// <summary>How far hours are packed and judged, and by which worker.</summary>
    public WorkTurn Turn { get; } = new(storage, ProgressTable, WorkTurn.Short, Progress);

    /// <summary>Hours from one (inclusive) to another (exclusive); those without visitors are missing.</summary>
    public async ValueTask<Dictionary<long, NavigationHour>> ReadAsync(long from, long to, CancellationToken cancellationToken)
    {
        var hours = new Dictionary<long, NavigationHour>();
        (long Order, string Id)? after = null;
        while (true)
        {
            var page = await storage.ListAsync(Partition, Table, new DocumentRange(from, to, HoursAtOnce, After: after), cancellationToken);
            foreach (var document in page)
                hours[document.Order] = new NavigationHour(document.Order, NavigationHourCodec.Decode(document.Data));
            if (page.Count < HoursAtOnce)
                return hours;
            after = (page[^1].Order, page[^1].Id);
        }
    }

    /// <summary>What the watch over these hours needs: they, those before them, and those that they are compared with.</summary>
    public async ValueTask<Dictionary<long, NavigationHour>> ReadForAsync(long from, long to, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var first = from - NavigationReplay.Lead;
        var stretches = NavigationWeeks.Before(first, to, zone);
        // A long stretch overlaps with its own weeks: then all of it is one range.
        if (to - first > (24 * 7) / 2)
            return await ReadAsync(stretches.Min(s => s.From), to, cancellationToken);
        var hours = await ReadAsync(first, to, cancellationToken);
        foreach (var (begin, end) in stretches)
            foreach (var (hour, known) in await ReadAsync(begin, end, cancellationToken))
                hours[hour] = known;
        return hours;
    }

    /// <summary>Packs these hours from what commits have written.</summary>
    public async ValueTask PackAsync(long from, long to, CancellationToken cancellationToken)
    {
        foreach (var (hour, fields) in await storage.ReadRollupsAsync(NavigationFold.Name, from, to, cancellationToken))
            await PutAsync(hour, fields, cancellationToken);
    }

    /// <summary>Packs these hours from the stored journeys: for the time before commits wrote figures, or longer ago than they are kept.</summary>
    public async ValueTask PackJourneysAsync(long from, long to, CancellationToken cancellationToken)
    {
        var folds = new Dictionary<long, NavigationFold>();
        var codec = new JourneyCodec(new StringPool());
        SessionId? before = null;
        for (var read = 0; read < MaxJourneys; read += Chunk)
        {
            var page = await storage.ListAsync(new JourneyQuery(from * 3_600_000, to * 3_600_000, default, before, Chunk), cancellationToken);
            foreach (var stored in page)
            {
                var hour = stored.Id.Milliseconds / 3_600_000;
                if (codec.Decode(stored) is not { Actor: SessionActor.Person } journey)
                    continue;
                if (!folds.TryGetValue(hour, out var fold))
                    folds.Add(hour, fold = new NavigationFold());
                fold.Add(journey);
            }

            if (page.Count < Chunk)
                break;
            before = page[^1].Id;
        }

        foreach (var (hour, fold) in folds)
            await PutAsync(hour, fold.Fields, cancellationToken);
    }

    /// <summary>Forgets hours before this one.</summary>
    public async ValueTask ForgetAsync(long before, CancellationToken cancellationToken)
    {
        foreach (var document in await storage.ListAsync(Partition, Table, new DocumentRange(long.MinValue, before, Chunk), cancellationToken))
            await storage.DeleteAsync(Partition, Table, document.Id, cancellationToken);
    }

    private async ValueTask PutAsync(long hour, IReadOnlyDictionary<string, long> fields, CancellationToken cancellationToken)
    {
        var kept = fields.Count <= MaxFields
            ? fields
            : fields.OrderByDescending(f => f.Value).ThenBy(f => f.Key, StringComparer.Ordinal).Take(MaxFields).ToDictionary(StringComparer.Ordinal);
        await storage.PutAsync(
            Partition, Table, hour.ToString(System.Globalization.CultureInfo.InvariantCulture), hour, NavigationHourCodec.Encode(kept), expectedVersion: null, cancellationToken);
    }
}
