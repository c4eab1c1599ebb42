using System.Text;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>Which version of the application ran since when, as nodes have told at their start.</summary>
internal sealed class Deployments(IDocumentStore documents)
{
    public const string Table = "deployments";
    public const int LongestName = 128;

    /// <summary>Notes a version that starts; nothing happens when it is the one that started last.</summary>
    public async ValueTask NoteAsync(string version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var name = version.Length <= LongestName ? version : version[..LongestName];
        if (await AtAsync(DateTimeOffset.MaxValue, cancellationToken) is { Version: var newest } && newest == name)
            return;
        // The version is the id: who comes back to an older one gives it a new time.
        await documents.PutAsync(0, Table, name, now.ToUnixTimeMilliseconds(), Encoding.UTF8.GetBytes(name), expectedVersion: null, cancellationToken);
    }

    /// <summary>The version that had started last at this time.</summary>
    public async ValueTask<(string Version, DateTimeOffset Since)?> AtAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        await documents.ListAsync(0, Table, new DocumentRange(long.MinValue, time.ToUnixTimeMilliseconds(), 1, Descending: true), cancellationToken) is [var newest]
            ? (newest.Id, DateTimeOffset.FromUnixTimeMilliseconds(newest.Order))
            : null;
}
