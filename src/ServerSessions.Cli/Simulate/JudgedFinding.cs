namespace ServerSessions.Cli.Simulate;

/// <summary>A finding and the visits that it is about.</summary>
internal sealed class JudgedFinding(string rule)
{
    public string Rule => rule;

    /// <summary>It adds to what else was found about its session, so it is right when the session is an attacker's.</summary>
    public bool IsContribution { get; init; }

    public Severity Severity { get; set; }

    /// <summary>By visit: the time from its first deed to the finding.</summary>
    public Dictionary<int, TimeSpan> Blamed { get; } = [];
}
