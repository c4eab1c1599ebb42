namespace ServerSessions.Tests.Cli.Logs;

/// <summary>One line of a log as it was read; the duration is in microseconds.</summary>
internal sealed record ReadRequest(
    DateTimeOffset Time, string? Address, string Method, string Path, string? Query, int Status, string Agent, string? Referrer, string? User, long Bytes, long Duration, int Key)
{
    /// <summary>What every format says.</summary>
    public string Line => $"{Time:yyyy-MM-ddTHH:mm:ss.ffffff} {Address} {Method} {Path} {Query ?? "-"} {Status}";
}
