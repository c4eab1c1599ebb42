namespace ServerSessions.Storage;

internal enum AppendStatus
{
    /// <summary>Every batch was written to the log.</summary>
    Appended,
    /// <summary>Every batch is in the log already, from an earlier call.</summary>
    Duplicate,
    /// <summary>Nothing was written, because the batches do not follow the last sequence in the log. Send again from there.</summary>
    Gap,
    /// <summary>Nothing was written: the partition's backlog is at its limit. A <see cref="SignalProducer"/> is exempt.</summary>
    Busy,
}
