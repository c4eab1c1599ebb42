namespace ServerSessions.Recordings.Storing;

/// <summary>Removes recordings: first their keys, after which nothing can be decrypted, then their chunks.</summary>
internal sealed class RecordingRemoval(RecordingTable table, IRecordingStore store)
{
    /// <returns>Number of removed recordings.</returns>
    public async ValueTask<int> RemoveAsync(Pseudonym browser, Func<RecordingEntry, bool> which, CancellationToken cancellationToken)
    {
        var removed = await table.RemoveAsync(browser, which, cancellationToken);
        foreach (var entry in removed)
            await store.DeleteAsync(entry.Id, cancellationToken);
        return removed.Count;
    }
}
