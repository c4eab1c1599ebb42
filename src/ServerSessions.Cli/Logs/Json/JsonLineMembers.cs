using System.Runtime.CompilerServices;

namespace ServerSessions.Cli.Logs.Json;

/// <summary>The members of one JSON line as they are met.</summary>
internal struct JsonLineMembers()
{
    public long? Time = null;
    public int Address = LogRecord.None;

    /// <summary>The address is one of the site's own networks: a proxy of its own.</summary>
    public bool IsOwnAddress = false;

    public int Forwarded = LogRecord.None;
    public int Agent = LogRecord.None;
    public int Method = LogRecord.None;
    public int LineMethod = LogRecord.None;
    public int LinePath = LogRecord.None;
    public int LineQuery = LogRecord.None;
    public int Status = LogRecord.None;
    public int Referrer = LogRecord.None;
    public int User = LogRecord.None;
    public int Account = LogRecord.None;
    public int Session = LogRecord.None;
    public long Duration = 0;
    public long Bytes = 0;
    private FieldRanks _ranks;

    /// <summary>Whether a member comes before the one that its field has; it takes the place then.</summary>
    public bool Claims(LogField field, byte rank)
    {
        ref var held = ref _ranks[(int)field];
        if (held != 0 && held <= rank + 1)
            return false;
        held = (byte)(rank + 1);
        return true;
    }

    [InlineArray(32)]
    private struct FieldRanks
    {
        private byte _first;
    }
}
