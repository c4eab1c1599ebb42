using ServerSessions.Model.Alerts;

namespace ServerSessions.Model.Notices;

/// <summary>A finding about an actor on its way to a session: it counts against the session, is answered in it, or both. The newest piece of evidence comes with it.</summary>
internal sealed record SessionFindingNotice : Notice
{
    /// <summary>The alert as <see cref="AlertJson"/> writes it.</summary>
    public byte[] Alert { get; set; } = [];

    /// <summary>It does not count against the session, and is only answered in it.</summary>
    public bool IsAnswerOnly { get; set; }

    /// <summary>The rule's mode where the session is to be responded to; else null.</summary>
    public DetectionMode? Mode { get; set; }

    /// <summary>The sign-in that the newest evidence shows; none where it shows none.</summary>
    public Pseudonym SignIn { get; set; }

    public static SessionFindingNotice Of(Alert alert, bool isAnswerOnly = false, DetectionMode? mode = null, Pseudonym signIn = default) => new()
    {
        Time = alert.Finding.Last.ToMicroseconds(),
        Alert = AlertJson.Encode(alert with { Finding = alert.Finding with { Evidence = [.. alert.Finding.Evidence.TakeLast(1)] } }),
        IsAnswerOnly = isAnswerOnly,
        Mode = mode,
        SignIn = signIn,
    };

    /// <inheritdoc cref="SourceFindingNotice.Read"/>
    public Alert Read() => AlertJson.Decode(Alert);
}
