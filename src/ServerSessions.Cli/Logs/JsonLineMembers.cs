namespace ServerSessions.Cli.Logs;

/// <summary>The members of one JSON line as they are met; fields, because they are filled through <c>out</c>.</summary>
internal struct JsonLineMembers()
{
    public long? Time = null;
    public int Address = LogRecord.None;
    public int Agent = LogRecord.None;
    public int Method = LogRecord.None;
    public int Path = LogRecord.None;
    public byte HostileQuery = 0;
    public int Status = LogRecord.None;
    public int Referrer = LogRecord.None;
    public int User = LogRecord.None;
    public int Account = LogRecord.None;
    public int Session = LogRecord.None;
    public long Duration = 0;
    public long Bytes = 0;

    /// <summary>Time, address, method, path and a status of at most three digits were given.</summary>
    public readonly bool AreComplete =>
        Time.HasValue && Address != LogRecord.None && Method != LogRecord.None && Path != LogRecord.None && Status is >= 0 and <= 999;
}
