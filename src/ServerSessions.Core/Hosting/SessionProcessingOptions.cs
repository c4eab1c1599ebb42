namespace ServerSessions;

/// <summary>Settings of everything that happens after a request is recorded, in any host. They are checked when the application starts.</summary>
public class SessionProcessingOptions
{
    /// <summary>
    /// What this process does; everything by default. Set it where <c>AddSessionTracking</c> is called: it decides what is registered.
    /// With the in-process storage no other process sees what is recorded, so only All makes sense there. A plain host (<c>AddSessionProcessing</c>) records
    /// nothing: there <see cref="SessionTrackingRoles.Capture"/> has no effect.
    /// </summary>
    public SessionTrackingRoles Roles { get; set; } = SessionTrackingRoles.All;

    /// <summary>A session closes after this time without an active request; 30 minutes by default, 1 minute to 10 hours.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A session closes at this age; 24 hours by default, at least the idle timeout and at most 7 days.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Secrets for pseudonyms, newest first, at most 3. The first one whose <see cref="SessionKey.ActiveFrom"/> has come makes new tickets and
    /// cookies; the others are still read. Users, accounts and networks keep their pseudonyms, so decisions, suppressions, device memories, rule counters and user links survive a rotation. Required outside
    /// Development as soon as nodes share a storage; without any, this process draws one that it forgets at exit. The order of a rotation
    /// over several nodes stands in docs/operations.md.
    /// </summary>
    public IList<SessionKey> Keys { get; } = [];

    /// <summary>
    /// Issuers whose user ids are the application's own, as tokens name them in <c>iss</c>. A user of any other issuer is another user than
    /// one with the same id of the application, and is found by issuer and id. Default: empty; ids that the application itself issued
    /// (<see cref="System.Security.Claims.ClaimsIdentity.DefaultIssuer"/>) are always its own.
    /// </summary>
    public ISet<string> LocalIssuers { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Partitions of the event log, 1 to 4096; 16 by default. Fixed when the storage is first used.</summary>
    public int Partitions { get; set; } = 16;

    /// <summary>Closed journeys that the in-process storage keeps; 50,000 by default. Older ones are forgotten and counted.</summary>
    public int InProcessJourneys { get; set; } = 50_000;

    /// <summary>Steps that are goals: a journey that reaches one is completed.</summary>
    public IList<string> Goals { get; } = [];

    /// <summary>Declared flows: a journey that enters one and leaves it is abandoned.</summary>
    public IList<Flow> Flows { get; } = [];

    /// <summary>Funnels with a name. Those by sessions are counted as journeys close; all of them work on history as well.</summary>
    public IList<FunnelDefinition> Funnels { get; } = [];

    /// <summary>Features as sets of steps, beside those that endpoints name themselves.</summary>
    public IList<Feature> Features { get; } = [];

    /// <summary>
    /// Zone whose hours, days and weeks trends, adoption and retention are made of, and whose hours of the week N1 and D20 compare; UTC by default. Its offset
    /// must be a multiple of 15 minutes. It can be changed at any time: nothing that is stored depends on it. Other rollups are kept by the day of UTC.
    /// </summary>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Steps that people rightly come back to again and again; a return to one is no backtrack.</summary>
    public IList<string> Hubs { get; } = [];

    /// <summary>Declared experiments, at most 32.</summary>
    public IList<Experiment> Experiments { get; } = [];

    /// <summary>What this deployment is called where a change of behaviour is told; null (the default) for the entry assembly's informational version.</summary>
    public string? Version { get; set; }

    /// <summary>What a flood of new sessions may cost.</summary>
    public FloodOptions Flood { get; } = new();

    /// <summary>Rules, their modes and thresholds.</summary>
    public DetectionOptions Detection { get; } = new();

    /// <summary>What is done about sessions that rules find, all of it off by default, and how responses look.</summary>
    public ResponseOptions Responses { get; } = new();
}
