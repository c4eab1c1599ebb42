using ServerSessions.Storage;

namespace ServerSessions.Reports.Personal;

/// <summary>Finds the open sessions of a user, by their index.</summary>
internal sealed class OpenSessions(ISessionStorage storage)
{
    // A user has few open sessions; an account that opens more of them shows its newest.
    private const int Max = 500;

    public async ValueTask<IReadOnlyList<OpenSession>> OfAsync(IReadOnlyList<Pseudonym> users, CancellationToken cancellationToken)
    {
        var reads = from user in users.Distinct()
                    where !user.IsNone
                    from partition in Enumerable.Range(0, storage.Partitions)
                    select storage.ListOpenAsync(partition, new OpenQuery(user, null, Max), cancellationToken).AsTask();
        return [.. (await Task.WhenAll(reads)).SelectMany(found => found).OrderByDescending(session => session.Id).Take(Max)];
    }
}
