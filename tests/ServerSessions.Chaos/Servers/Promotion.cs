namespace ServerSessions.Chaos.Servers;

/// <summary>A replica became the primary because the former one failed, or by command.</summary>
/// <param name="Failed">When the former one was killed or frozen, or got the command.</param>
/// <param name="Served">When the new one took writes.</param>
internal sealed record Promotion(DateTimeOffset Failed, DateTimeOffset Served)
{
    public TimeSpan Took => Served - Failed;
}
