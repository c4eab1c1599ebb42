namespace ServerSessions.Reports;

/// <summary>An entry of the log of views: a recording was opened in the player.</summary>
public sealed record RecordingView
{
    /// <summary>Id of the session; null after its person was erased.</summary>
    public string? Session { get; init; }

    /// <summary>Name of the user who viewed it, as the application knows it; null where the admin endpoints need no sign-in.</summary>
    public string? Actor { get; init; }

    /// <summary>Time (UTC).</summary>
    public required DateTimeOffset Time { get; init; }
}
