namespace ServerSessions;

/// <summary>Kind of a session's visitor. Insights count persons unless their segment says otherwise.</summary>
public enum SessionActor : byte
{
    /// <summary>A person: nothing says otherwise.</summary>
    Person,

    /// <summary>A crawler, by its own claim or verified: search engines, link previews, feed readers, archives.</summary>
    Crawler,

    /// <summary>An AI agent that acts for a person, by its own claim or verified.</summary>
    Agent,

    /// <summary>A program: an HTTP library, an automated browser, an uptime check or a scanner, by its name, its pace, or the number of its sessions.</summary>
    Tool,

    /// <summary>An attacker: an open finding of severity Medium or higher has evidence in the session, or its risk is at least 50 points.</summary>
    Attacker,
}
