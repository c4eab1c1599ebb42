namespace ServerSessions.Model.Notices;

/// <summary>An alert about an actor, on its way to a session that has evidence of it. It adds no points of risk. Its time is that of the newest evidence.</summary>
internal sealed record SessionAlertNotice : Notice
{
    /// <summary>Id of the alert.</summary>
    public string Alert { get; set; } = "";

    /// <summary>Id of the rule.</summary>
    public string Rule { get; set; } = "";

    public Severity Severity { get; set; }

    /// <summary>Time at which the alert was raised, Unix microseconds.</summary>
    public long Raised { get; set; }

    public static SessionAlertNotice Of(Alert alert) => new()
    {
        Time = alert.Finding.Last.ToMicroseconds(),
        Alert = alert.Id,
        Rule = alert.Finding.Rule,
        Severity = alert.Finding.Severity,
        Raised = alert.Finding.Raised.ToMicroseconds(),
    };

    public SessionAlert Read() => new(Alert, Rule, Severity, UnixTime.ToDate(Raised));
}
