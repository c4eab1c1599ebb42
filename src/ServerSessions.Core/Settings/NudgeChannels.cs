namespace ServerSessions;

/// <summary>Where a nudge can be shown.</summary>
[Flags]
public enum NudgeChannels
{
    /// <summary>Nowhere.</summary>
    None = 0,
    /// <summary>In the answer to a request: <c>TrackedSession.NudgesAsync</c>, the tag helper and the component.</summary>
    Page = 1,
    /// <summary>By a script: <c>GET /me/nudges</c>, which an event stream announces.</summary>
    Feed = 2,
    /// <summary>An alert to the people of the support goes with it, to the webhooks and handlers of the rule <c>nudge</c>.</summary>
    Support = 4,
}
