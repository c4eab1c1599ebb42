using System.Text;
using ServerSessions.Insights;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>Which version of the application runs since when, as nodes reported at their start.</summary>
internal sealed class Deployments(IDocumentStore documents)
{
    public const string Table = "deployments";
    public const int MaxNameLength = 128;

    private const int MaxListed = 100;

    /// <summary>Notes a version that starts; nothing happens when it is the one that started last.</summary>
    public async ValueTask NoteAsync(string version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var name = version.Length <= MaxNameLength ? version : version[..MaxNameLength];
        if (await AtAsync(DateTimeOffset.MaxValue, cancellationToken) is { Version: var newest } && newest == name)
            return;
        // The version is the id: who comes back to an older one gives it a new time.
        await documents.PutAsync(0, Table, name, now.ToUnixTimeMilliseconds(), Encoding.UTF8.GetBytes(name), expectedVersion: null, cancellationToken);
    }

    /// <summary>When a version started; null when it did not.</summary>
    public async ValueTask<DateTimeOffset?> FindAsync(string version, CancellationToken cancellationToken) =>
        await documents.GetAsync(0, Table, version, cancellationToken) is { } document ? DateTimeOffset.FromUnixTimeMilliseconds(document.Order) : null;

    /// <summary>The versions that started in a range of time, oldest first; at most the newest 100.</summary>
    public async ValueTask<IReadOnlyList<Release>> ListAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var range = new DocumentRange(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), MaxListed, Descending: true);
        return [.. (await documents.ListAsync(0, Table, range, cancellationToken)).Reverse().Select(d => new Release(d.Id, DateTimeOffset.FromUnixTimeMilliseconds(d.Order)))];
    }

    /// <summary>The version that had started last at this time.</summary>
    public async ValueTask<(string Version, DateTimeOffset Since)?> AtAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        await documents.ListAsync(0, Table, new DocumentRange(long.MinValue, time.ToUnixTimeMilliseconds(), 1, Descending: true), cancellationToken) is [var newest]
            ? (newest.Id, DateTimeOffset.FromUnixTimeMilliseconds(newest.Order))
            : null;
}
