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

    /// <summary>Of a finding about an account or a user: the authenticated session to be answered, so that the answer does not depend on what the session shows by now. Else none.</summary>
    public Pseudonym SignIn { get; set; }

    /// <summary>The user of <see cref="SignIn"/>; none where the event that showed it did not show one.</summary>
    public Pseudonym User { get; set; }

    public static SessionFindingNotice Of(Alert alert, bool isAnswerOnly = false, DetectionMode? mode = null, FoundSignIn signIn = default) => new()
    {
        Time = alert.Finding.Last.ToMicroseconds(),
        Alert = AlertJson.Encode(alert with { Finding = alert.Finding with { Evidence = [.. alert.Finding.Evidence.TakeLast(1)] } }),
        IsAnswerOnly = isAnswerOnly,
        Mode = mode,
        SignIn = signIn.AuthSession,
        User = signIn.User,
    };

    /// <inheritdoc cref="SourceFindingNotice.Read"/>
    public Alert Read() => AlertJson.Decode(Alert);
}
