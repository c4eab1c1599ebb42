namespace ServerSessions.Storage;

internal enum AppendStatus
{
    /// <summary>Every batch is in the log now.</summary>
    Appended,
    /// <summary>Every batch was in the log already: an earlier try had arrived.</summary>
    Duplicate,
    /// <summary>Nothing was written: the log ends at another sequence than the batches begin after. Send again from there.</summary>
    Gap,
    /// <summary>Nothing was written: the partition's backlog is at its limit. Producers named <c>roll:…</c> are exempt.</summary>
    Busy,
}
