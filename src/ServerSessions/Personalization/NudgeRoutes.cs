namespace ServerSessions.Personalization;

/// <summary>Where the endpoints of nudges are mapped, for the forms of nudges in pages.</summary>
internal sealed class NudgeRoutes
{
    private string? _mapped;

    /// <summary>Stores the pattern; only the first call counts.</summary>
    public void Map(string pattern) => Interlocked.CompareExchange(ref _mapped, pattern.TrimEnd('/'), null);

    /// <summary>The path that dismisses a nudge; null when the endpoints are not mapped.</summary>
    public string? Dismiss(string pathBase, string id) => Volatile.Read(ref _mapped) is { } pattern ? $"{pathBase}{(pattern.StartsWith('/') ? "" : "/")}{pattern}/nudges/{id}/dismiss" : null;
}
