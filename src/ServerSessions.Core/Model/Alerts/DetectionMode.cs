namespace ServerSessions;

/// <summary>Mode of a rule: what its findings lead to.</summary>
public enum DetectionMode
{
    /// <summary>The rule does not run.</summary>
    Off,
    /// <summary>Findings are stored with their sessions and listed with the alerts, and are not sent.</summary>
    Observe,
    /// <summary>Findings become alerts, sent to webhooks and handlers.</summary>
    Alert,
    /// <summary>Like Alert. The response of the rule is recorded and not carried out, together with the session's further behaviour.</summary>
    Shadow,
    /// <summary>Like Alert. The response of the rule is carried out.</summary>
    Enforce,
}
