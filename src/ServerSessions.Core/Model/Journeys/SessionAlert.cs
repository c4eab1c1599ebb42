namespace ServerSessions;

/// <summary>An alert about an actor, such as a source or an account, that has evidence in a session.</summary>
/// <param name="Id">Id of the alert.</param>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Severity">The highest severity that was reported to the session.</param>
/// <param name="Raised">Time at which the alert was raised (UTC).</param>
public sealed record SessionAlert(string Id, string Rule, Severity Severity, DateTimeOffset Raised)
{
    /// <summary>Whether a person has judged the alert a false positive: it then no longer makes the session an attacker's.</summary>
    public bool IsFalsePositive { get; init; }
}
