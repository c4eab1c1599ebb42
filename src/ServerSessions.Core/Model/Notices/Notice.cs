namespace ServerSessions.Model.Notices;

/// <summary>What the fold of one partition reports to another, apart from events: a typed entry of the log, addressed by its <see cref="Signal"/>.</summary>
internal abstract record Notice
{
    /// <summary>Time of its subject, in Unix microseconds.</summary>
    public required long Time { get; init; }
}
