namespace ServerSessions.Chaos.Servers;

/// <summary>A replica became the primary because the former one had failed, or was told to.</summary>
/// <param name="Failed">When the former one was killed, frozen or told.</param>
/// <param name="Served">When the new one took writes.</param>
internal sealed record Promotion(DateTimeOffset Failed, DateTimeOffset Served)
{
    public TimeSpan Took => Served - Failed;
}
