using ServerSessions.Model.Alerts;

namespace ServerSessions.Model.Notices;

/// <summary>What a rule about a person found in requests that a page can have caused, on its way to the source, which answers for it.</summary>
internal sealed record SourceFindingNotice : Notice
{
    /// <summary>The rule that found it.</summary>
    public string Rule { get; set; } = "";

    /// <summary>The alert as <see cref="AlertJson"/> writes it.</summary>
    public byte[] Alert { get; set; } = [];

    public static SourceFindingNotice Of(Alert alert, Finding full) => new()
    {
        Time = full.Last.ToMicroseconds(),
        Rule = full.Rule,
        Alert = AlertJson.Encode(alert with { Finding = full }),
    };

    /// <summary>Reads the finding. It may come from hostile bytes, so that it is read where one entry's failure is that entry's own.</summary>
    /// <exception cref="FormatException">The notice brings no finding.</exception>
    public Finding Read() => AlertJson.Decode(Alert).Finding;
}
