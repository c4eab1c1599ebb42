using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Model.Erasing;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>
/// Browsers and users who have withdrawn analytics and whose journeys are not erased yet, as documents of partition 0. Every erasure reads all journeys; so one erasure a minute
/// takes all that wait, however many withdraw.
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
        var id = string.Create(CultureInfo.InvariantCulture, $"{(isUser ? User : Browser)}:{person}:{order}");
        await storage.PutAsync(0, Table, id, order, default, expectedVersion: null, cancellationToken);
        await storage.PublishAsync(ErasurePart.Topic, cancellationToken);
    }

    /// <summary>Begins an erasure of those that wait, unless one runs or has ended within the minute.</summary>
    /// <param name="known">The erasures that are stored.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether one has begun.</returns>
    public async ValueTask<bool> BeginAsync(IEnumerable<Erasure> known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = known.Where(e => e.OnlyJourneys).ToList();
        if (before.Exists(e => !(e.DoneAt + Every <= now)))
            return false;
        var waiting = await storage.ListAsync(0, Table, DocumentRange.Oldest(MaxAtOnce), cancellationToken);
        if (waiting.Count == 0)
            return false;
        // No caller reads them, and they would take the place of others in lists.
        foreach (var done in before)
            await erasures.DeleteAsync(done.Id, cancellationToken);
        var erasure = new Erasure
        {
            Id = IdOf(waiting),
            IsPerson = false,
            OnlyJourneys = true,
            RequestedBy = ErasureRequester.Person,
            At = TimeOf(waiting[^1]),
            Ids = new PersonIds { Users = Of(waiting, User), Keys = Of(waiting, Browser) }.Write(),
            Subject = [],
        };
        // Where another worker was first, it has begun the same.
        await erasures.PutAsync(erasure, version: 0, cancellationToken);
        foreach (var one in waiting)
            await storage.DeleteAsync(0, Table, one.Id, cancellationToken);
        return true;
    }

    private static DateTimeOffset TimeOf(Document newest) => DateTimeOffset.FromUnixTimeMilliseconds(newest.Order);

    // The same of the same withdrawals, whichever worker begins it.
    private static string IdOf(IReadOnlyList<Document> waiting) =>
        "era_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', waiting.Select(d => d.Id))))[..12]);

    private static List<Pseudonym> Of(IReadOnlyList<Document> waiting, string kind) =>
        [.. waiting.Select(d => d.Id.Split(':')).Where(parts => parts.Length > 1 && parts[0] == kind)
            .Select(parts => Pseudonym.TryParse(parts[1], out var person) ? person : default).Where(person => !person.IsNone).Distinct()];
}
