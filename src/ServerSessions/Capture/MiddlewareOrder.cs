namespace ServerSessions.Capture;

/// <summary>
/// Whether UseSessionTracking stands before authentication or authorization, where a request does not show its sign-in yet. The framework notes in the properties of a
/// pipeline what was added to it, so that applications need not add it themselves.
/// </summary>
internal sealed class MiddlewareOrder
{
    private static readonly (string Key, string Call)[] Known =
        [("__AuthenticationMiddlewareSet", "UseAuthentication"), ("__AuthorizationMiddlewareSet", "UseAuthorization")];

    private readonly List<(IDictionary<string, object?> Pipeline, string Key, string Call)> _missing = [];

    /// <summary>UseSessionTracking is added to a pipeline with these properties.</summary>
    public void Use(IDictionary<string, object?> pipeline) =>
        _missing.AddRange(Known.Where(k => !pipeline.ContainsKey(k.Key)).Select(k => (pipeline, k.Key, k.Call)));

    /// <summary>The middleware that was added after it; null when there is none. Each pipeline is checked once.</summary>
    public string? TakeAddedLater()
    {
        var later = _missing.Find(m => m.Pipeline.ContainsKey(m.Key)).Call;
        _missing.Clear();
        return later;
    }
}
