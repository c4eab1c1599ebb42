using System.Globalization;
using System.Security.Cryptography;
using ServerSessions.Insights;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Cohorts;

/// <summary>
/// The users of saved cohorts, by pseudonym, in a fixed number of pieces: a user is found in one of them, and a piece stays small. The pieces belong to one
/// saving of a cohort, so a reader sees those of the old or of the new one and never both.
/// </summary>
internal sealed class CohortUsers(ISessionStorage storage)
{
    public const string Table = "cohort-users";

    private const int Pieces = 16;
    private const int MaxListed = 10_000;

    // Time for which pieces can be without their cohort, because that is written last.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public async ValueTask WriteAsync(string name, DateTimeOffset saved, IEnumerable<UserDay> users, CancellationToken cancellationToken)
    {
        // In their order, so that the same users are the same bytes.
        foreach (var piece in users.GroupBy(u => PieceOf(u.User)))
            await storage.PutAsync(
                PartitionOf(piece.Key), Table, Id(piece.Key, name, saved), saved.ToUnixTimeMilliseconds(), UserDay.Encode([.. piece.OrderBy(u => u.User)]), expectedVersion: null, cancellationToken);
    }

    /// <summary>The users whose newest session is of this day or later.</summary>
    public async ValueTask<CohortMembers> ReadAsync(string name, DateTimeOffset saved, ushort firstDay, CancellationToken cancellationToken)
    {
        var pieces = await Task.WhenAll(Enumerable.Range(0, Pieces).Select(piece => storage.GetAsync(PartitionOf(piece), Table, Id(piece, name, saved), cancellationToken).AsTask()));
        var members = new HashSet<Pseudonym>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var document in pieces)
        {
            if (document is not { } piece)
                continue;
            UserDay[] kept = [.. UserDay.Decode(piece.Data.Span).Where(u => u.Day >= firstDay)];
            hash.AppendData(UserDay.Encode(kept));
            members.UnionWith(kept.Select(u => u.User));
        }

        return new CohortMembers(name, Convert.ToHexStringLower(hash.GetHashAndReset()), members);
    }

    /// <summary>The partition of what is kept about a user.</summary>
    public int PartitionOf(Pseudonym user) => PartitionOf(PieceOf(user));

    /// <summary>The names of the cohorts that a user is in.</summary>
    public async ValueTask<IReadOnlyList<string>> NamesAsync(Pseudonym user, CancellationToken cancellationToken) =>
        [.. (await ListAsync(PieceOf(user), cancellationToken)).Where(d => Has(d, user)).Select(d => NameOf(d.Id)).Distinct()];

    /// <summary>Removes a user from all cohorts.</summary>
    /// <returns>The number of pieces that the user was in.</returns>
    public async ValueTask<long> ForgetAsync(Pseudonym user, CancellationToken cancellationToken)
    {
        var piece = PieceOf(user);
        var found = (await ListAsync(piece, cancellationToken)).Where(d => Has(d, user)).ToList();
        foreach (var document in found)
            await KeepAsync(PartitionOf(piece), document, u => u.User != user, cancellationToken);
        return found.Count;
    }

    public async ValueTask RemoveAsync(string name, DateTimeOffset saved, CancellationToken cancellationToken)
    {
        for (var piece = 0; piece < Pieces; piece++)
            await storage.DeleteAsync(PartitionOf(piece), Table, Id(piece, name, saved), cancellationToken);
    }

    /// <summary>Removes the users whose newest session is older than this day, and what belongs to no cohort.</summary>
    public async ValueTask ExpireAsync(IReadOnlyCollection<(string Name, StoredCohort Cohort)> cohorts, ushort firstDay, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var piece = 0; piece < Pieces; piece++)
        {
            var known = cohorts.Select(c => Id(piece, c.Name, c.Cohort.Saved)).ToHashSet(StringComparer.Ordinal);
            foreach (var document in await ListAsync(piece, cancellationToken))
                if (known.Contains(document.Id))
                    await KeepAsync(PartitionOf(piece), document, u => u.Day >= firstDay, cancellationToken);
                else if (now - DateTimeOffset.FromUnixTimeMilliseconds(document.Order) > Grace)
                    await storage.DeleteAsync(PartitionOf(piece), Table, document.Id, cancellationToken);
        }
    }

    private async ValueTask<IReadOnlyList<Document>> ListAsync(int piece, CancellationToken cancellationToken) =>
        [.. (await storage.ListAsync(PartitionOf(piece), Table, DocumentRange.Oldest(MaxListed), cancellationToken)).Where(d => d.Id.StartsWith(Prefix(piece), StringComparison.Ordinal))];

    private async ValueTask KeepAsync(int partition, Document? listed, Func<UserDay, bool> isKept, CancellationToken cancellationToken)
    {
        while (listed is { } document)
        {
            var users = UserDay.Decode(document.Data.Span);
            UserDay[] kept = [.. users.Where(isKept)];
            if (kept.Length == users.Length
                || await storage.PutAsync(partition, Table, document.Id, document.Order, UserDay.Encode(kept), document.Version, cancellationToken) is not null)
                return;
            // It was changed meanwhile.
            listed = await storage.GetAsync(partition, Table, document.Id, cancellationToken);
        }
    }

    private static bool Has(Document document, Pseudonym user) => UserDay.Decode(document.Data.Span).Any(u => u.User == user);

    private static string NameOf(string id) => id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..id.LastIndexOf('@')];

    private int PartitionOf(int piece) => piece % storage.Partitions;

    private static int PieceOf(Pseudonym user) => PartitionMap.Of(user, Pieces);

    private static string Prefix(int piece) => string.Create(CultureInfo.InvariantCulture, $"{piece:x}/");

    private static string Id(int piece, string name, DateTimeOffset saved) => string.Create(CultureInfo.InvariantCulture, $"{Prefix(piece)}{name}@{saved.ToUnixTimeMilliseconds()}");
}
