namespace ServerSessions.Journeys.Sessions;

/// <summary>The open sessions of one user, counted.</summary>
internal sealed class HeldSessions(Pseudonym user)
{
    public Pseudonym User => user;

    public int Count { get; set; }

    /// <summary>Their order; null while none of them had to be given up.</summary>
    public LiveRanks? Ranks { get; set; }
}
