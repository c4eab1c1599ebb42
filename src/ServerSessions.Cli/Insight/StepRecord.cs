namespace ServerSessions.Cli.Insight;

/// <summary>A line of steps; texts by their number. Times are microseconds.</summary>
internal struct StepRecord
{
    public long Time;
    public long Dwell;
    public long Server;
    public ulong Parameters;
    public int Session;
    public int Name;

    /// <summary>Number of the detail, or −1.</summary>
    public int Detail;

    public Outcome Outcome;
    public bool IsSeen;
}
