namespace ServerSessions;

/// <summary>What a rule's findings lead to.</summary>
public enum DetectionMode
{
    /// <summary>The rule does not run.</summary>
    Off,
    /// <summary>Findings are kept with their sessions and alerts, and told to nobody.</summary>
    Observe,
    /// <summary>Findings become alerts, sent to webhooks and handlers.</summary>
    Alert,
    /// <summary>As Alert; the response that is set for the rule is written down and not carried out, with what the session did next.</summary>
    Shadow,
    /// <summary>As Alert, and the response that is set for the rule is carried out.</summary>
    Enforce,
}
