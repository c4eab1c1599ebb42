namespace ServerSessions.Model.Notices;

/// <summary>What a person has decided about an alert, on its way to the sessions that have its evidence. Its time is that of the decision.</summary>
internal sealed record VerdictNotice : Notice
{
    /// <summary>Id of the alert.</summary>
    public string Alert { get; set; } = "";

    /// <summary>Id of the rule.</summary>
    public string Rule { get; set; } = "";

    /// <summary>The subject's hash; a session's id for sessions.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Time at which the alert was raised, Unix microseconds.</summary>
    public long Raised { get; set; }

    /// <summary>Time of the first evidence, Unix microseconds.</summary>
    public long First { get; set; }

    /// <summary>Time of the newest evidence, Unix microseconds.</summary>
    public long Last { get; set; }

    /// <summary>The finding is one of what a page can have made the subject's browser send.</summary>
    public bool IsInduced { get; set; }

    /// <summary>Whether the alert is a false positive.</summary>
    public bool IsFalsePositive { get; set; }

    public static VerdictNotice Of(Alert alert, bool isFalsePositive, DateTimeOffset now) => new()
    {
        Time = now.ToMicroseconds(),
        Alert = alert.Id,
        Rule = alert.Finding.Rule,
        Subject = alert.Finding.Subject.Hash,
        Raised = alert.Finding.Raised.ToMicroseconds(),
        First = alert.Finding.First.ToMicroseconds(),
        Last = alert.Finding.Last.ToMicroseconds(),
        IsInduced = alert.Finding.Induced,
        IsFalsePositive = isFalsePositive,
    };

    public bool IsAbout(Finding finding) =>
        finding.Rule == Rule && finding.Subject.Hash == Subject && finding.Induced == IsInduced && finding.Raised.ToMicroseconds() == Raised;
}
