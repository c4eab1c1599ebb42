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

    /// <summary>Keyed hash of the user agent that the finding is about, or was seen with; 0 when it is not known.</summary>
    public ulong Agent { get; set; }

    /// <summary>The path, or the number, that a question or an answer is about; else 0.</summary>
    public ulong Path { get; set; }

    /// <summary>The account that it is about; else none.</summary>
    public Pseudonym Account { get; set; }

    /// <summary>A page can have caused the evidence.</summary>
    public bool IsInduced { get; set; }
}
