namespace ServerSessions.Model.Notices;

/// <summary>The finding of a rule about another subject, for the rules that want it. Its time is that of the first evidence.</summary>
internal sealed record RuleNotice : Notice
{
    /// <summary>The rule that found it.</summary>
    public string Rule { get; set; } = "";

    /// <summary>Microseconds from the first evidence to the report.</summary>
    public long Lasted { get; set; }

    /// <summary>The network that the finding is about, or was seen in; 0 when it is not known.</summary>
    public ulong Network { get; set; }

    /// <summary>A page can have caused the evidence.</summary>
    public bool IsInduced { get; set; }
}
