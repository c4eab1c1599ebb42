using System.Globalization;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Model.Erasing;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>
/// Browsers and users who have withdrawn analytics and whose journeys are not erased yet, as documents of partition 0. Every erasure reads all journeys, so that one a minute erases those of
/// everybody who waits, however many withdraw.
/// </summary>
internal sealed class WithdrawalQueue(ISessionStorage storage, ErasureStore erasures)
{
    public const string Table = "withdrawals";

    /// <summary>Minimum time between two erasures.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private const int MaxAtOnce = 2_000;
    private const string User = "user";
    private const string Browser = "browser";

    public async ValueTask AddAsync(Pseudonym person, bool isUser, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var order = at.ToUnixTimeMilliseconds();
        await storage.PutAsync(0, Table, string.Create(CultureInfo.InvariantCulture, $"{(isUser ? User : Browser)}:{person}:{order}"), order, default, expectedVersion: null, cancellationToken);
        await storage.PublishAsync(ErasurePart.Topic, cancellationToken);
    }

    /// <summary>Begins an erasure of those that wait, unless one runs or has just ended.</summary>
    /// <param name="known">The erasures of the last day.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether one has begun.</returns>
    public async ValueTask<bool> BeginAsync(IEnumerable<Erasure> known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (known.Any(e => e.OnlyJourneys && !(e.DoneAt + Every <= now)))
            return false;
        var waiting = await storage.ListAsync(0, Table, DocumentRange.Oldest(MaxAtOnce), cancellationToken);
        if (waiting.Count == 0)
            return false;
        var newest = waiting[^1].Order;
        var erasure = new Erasure
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"era_withdrawn_{newest}"),
            IsPerson = false,
            OnlyJourneys = true,
            At = DateTimeOffset.FromUnixTimeMilliseconds(newest),
            Ids = new PersonIds { Users = Of(waiting, User), Keys = Of(waiting, Browser) }.Write(),
            Subject = [],
        };
        // Another worker may have begun the same; those that wait are in it.
        await erasures.PutAsync(erasure, version: 0, cancellationToken);
        foreach (var one in waiting)
            await storage.DeleteAsync(0, Table, one.Id, cancellationToken);
        return true;
    }

    private static List<Pseudonym> Of(IReadOnlyList<Document> waiting, string kind) =>
        [.. waiting.Select(d => d.Id.Split(':')).Where(parts => parts[0] == kind && parts.Length > 1).Select(parts => Pseudonym.TryParse(parts[1], out var person) ? person : default).Where(p => !p.IsNone).Distinct()];
}
