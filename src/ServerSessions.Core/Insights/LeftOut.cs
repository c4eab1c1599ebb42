namespace ServerSessions.Insights;

/// <summary>How many sessions an answer leaves out because of what their visitor is.</summary>
internal sealed class LeftOut
{
    public static readonly SessionActor[] Actors = Enum.GetValues<SessionActor>();

    private readonly long[] _counts = new long[Actors.Length];

    public void Add(SessionActor actor, long sessions = 1) => _counts[(int)actor] += sessions;

    public void Merge(LeftOut other)
    {
        foreach (var actor in Actors)
            Add(actor, other._counts[(int)actor]);
    }

    /// <summary>Number of sessions that were left out, by the name of the actor.</summary>
    public IReadOnlyList<NamedCount> Counts() =>
        [.. Actors.Where(a => _counts[(int)a] > 0).Select(a => new NamedCount(WordOf(a), _counts[(int)a]))];

    public static string WordOf(SessionActor actor) => actor.ToString().ToLowerInvariant();
}
