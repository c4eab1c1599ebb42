using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Text;

/// <summary>Names of the actors, in words.</summary>
internal static class ActorText
{
    public static SessionActor? Parse(string name) => Enum.TryParse<SessionActor>(name, ignoreCase: true, out var actor) ? actor : null;

    public static string Plural(string name) => Parse(name) switch
    {
        SessionActor.Person => "people",
        SessionActor.Crawler => "crawlers",
        SessionActor.Agent => "AI agents",
        SessionActor.Tool => "tools",
        SessionActor.Attacker => "attackers",
        _ => Show.Words(name),
    };

    public static string Name(SessionActor actor) => actor == SessionActor.Agent ? "AI agent" : Show.Words(actor);

    /// <summary>Why sessions of an actor are no person's.</summary>
    public static string Why(string name) => Parse(name) switch
    {
        SessionActor.Crawler => "the client names itself a crawler",
        SessionActor.Agent => "the client names itself an AI agent, or signs its requests",
        SessionActor.Tool => "a library, an automated browser, an uptime check, a scanner, or one of many sessions of a source that did not go on",
        SessionActor.Attacker => "an open finding of severity Medium or higher, or risk from 50 points",
        _ => "nothing says otherwise",
    };

    public static string Reason(ActorReason reason) => reason switch
    {
        ActorReason.None => "nothing says otherwise",
        ActorReason.ClaimedName => "claimed, not verified",
        ActorReason.PublishedRange => "verified: published range",
        ActorReason.SignedRequest => "verified: signed requests",
        ActorReason.HttpLibrary => "HTTP library",
        ActorReason.AutomatedBrowser => "automated browser",
        ActorReason.UptimeCheck => "uptime check",
        ActorReason.Scanner => "scanner",
        ActorReason.InhumanPace => "faster or more regular than a person",
        ActorReason.SessionFlood => "one of many sessions of a source that did not go on",
        ActorReason.OpenFinding => "open finding",
        ActorReason.Risk => "risk from 50 points",
        _ => Show.Words(reason),
    };

    /// <summary>"Attacker: open finding, D1".</summary>
    public static string Of(SessionSummary session) => session.Actor == SessionActor.Person
        ? "Person"
        : $"{Capital(Name(session.Actor))}: {Reason(session.ActorReason)}{(session.ActorName is null ? "" : ", " + Show.Text(session.ActorName, 48))}";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
