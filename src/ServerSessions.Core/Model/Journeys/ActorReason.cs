namespace ServerSessions;

/// <summary>Why a session has its <see cref="SessionActor"/>.</summary>
public enum ActorReason : byte
{
    /// <summary>A person: nothing says otherwise.</summary>
    None,

    /// <summary>The user agent names a crawler or an AI agent, and nothing verifies the claim.</summary>
    ClaimedName,

    /// <summary>The user agent names a crawler or an AI agent, and every request came from the ranges that the application lists for that name.</summary>
    PublishedRange,

    /// <summary>Every request is signed with a key that the application lists for the client (Web Bot Auth).</summary>
    SignedRequest,

    /// <summary>The user agent names an HTTP library or a command line client.</summary>
    HttpLibrary,

    /// <summary>The user agent names an automated or headless browser.</summary>
    AutomatedBrowser,

    /// <summary>The user agent names an uptime check or a health check.</summary>
    UptimeCheck,

    /// <summary>The user agent names a scanner.</summary>
    Scanner,

    /// <summary>A finding of severity Medium or higher has evidence in the session, and no person has judged it a false positive.</summary>
    OpenFinding,

    /// <summary>The findings about the session add up to at least 50 points of risk.</summary>
    Risk,

    /// <summary>The client claims to be a browser, and navigates faster or more regularly than a person can (rule D11).</summary>
    InhumanPace,

    /// <summary>The session had one request and is one of a minute in which its source opened many, of which hardly any went on (rule D18); the client keeps no cookie.</summary>
    SessionFlood,
}
