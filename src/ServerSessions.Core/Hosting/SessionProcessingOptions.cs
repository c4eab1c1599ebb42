using Microsoft.Extensions.Options;
using ServerSessions.Detection;
using ServerSessions.Insights;
using ServerSessions.Model;

namespace ServerSessions;

/// <summary>Settings of the processing of recorded requests, in any host. They are checked when the application starts.</summary>
public class SessionProcessingOptions
{
    /// <summary>
    /// The roles of this process; <see cref="SessionTrackingRoles.All"/> by default. Set it in the call of <c>AddSessionTracking</c>, because it decides
    /// what is registered. The in-process storage is not visible to other processes, so only All is useful there. A plain host
    /// (<c>AddSessionProcessing</c>) records nothing: there <see cref="SessionTrackingRoles.Capture"/> has no effect.
    /// </summary>
    public SessionTrackingRoles Roles { get; set; } = SessionTrackingRoles.All;

    /// <summary>
    /// How much of a person is kept; <see cref="TrackingProfile.Full"/> by default. Set the same on all processes of a storage. A storage that was used with Full keeps
    /// what it has until its retention ends.
    /// </summary>
    public TrackingProfile Profile { get; set; } = TrackingProfile.Full;

    /// <summary>A session closes after this time without an active request; 30 minutes by default, 1 minute to 10 hours.</summary>
    [AllowedRange("00:01:00", "10:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A session closes at this age; 24 hours by default, at least the idle timeout and at most 7 days.</summary>
    [AllowedRange("00:01:00", "7.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Secrets for pseudonyms, newest first, at most 3. The first one whose <see cref="SessionKey.ActiveFrom"/> has come makes new tickets and cookies;
    /// the others are still read. Users, accounts and networks keep their pseudonyms, so decisions, suppressions, device memories, rule counters and user
    /// links survive a rotation. Empty by default: this process then makes its own secret and loses it at exit. Keys are required outside Development
    /// when nodes share a storage. docs/operations.md has the steps of a rotation over several nodes.
    /// </summary>
    public IList<SessionKey> Keys { get; } = [];

    /// <summary>
    /// Issuers whose user ids are the application's own, as tokens name them in <c>iss</c>; empty by default. A user of any other issuer is a different
    /// user than one with the same id of the application, and is found by issuer and id. Ids that the application itself issued
    /// (<see cref="System.Security.Claims.ClaimsIdentity.DefaultIssuer"/>) are always its own.
    /// </summary>
    public ISet<string> LocalIssuers { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Number of partitions of the event log, 1 to 4096; 16 by default. It is fixed when the storage is first used.</summary>
    [AllowedRange(1, SessionId.MaxPartitions)]
    public int Partitions { get; set; } = 16;

    /// <summary>Maximum number of closed journeys that the in-process storage keeps; 50,000 by default. Older ones are removed and counted.</summary>
    [AllowedRange(1, 10_000_000)]
    public int InProcessJourneys { get; set; } = 50_000;

    /// <summary>
    /// Time for which alerts, decisions and deliveries are kept; 180 days by default, 1 day to 1100 days. A decision that applies longer is kept until it ends. How long sessions and figures are kept is
    /// a setting of the storage.
    /// </summary>
    [AllowedRange("1.00:00:00", "1100.00:00:00")]
    public TimeSpan AlertRetention { get; set; } = TimeSpan.FromDays(180);

    /// <summary>Names of steps that are goals: a journey that reaches one is completed. Empty by default.</summary>
    public IList<string> Goals { get; } = [];

    /// <summary>Declared flows: a journey that enters one and does not complete it is abandoned. Empty by default.</summary>
    public IList<Flow> Flows { get; } = [];

    /// <summary>Declared funnels. Funnels by sessions are counted when journeys close; all of them also work on history. Empty by default.</summary>
    public IList<FunnelDefinition> Funnels { get; } = [];

    /// <summary>Features declared as sets of steps, in addition to those that endpoints name. Empty by default.</summary>
    public IList<Feature> Features { get; } = [];

    /// <summary>
    /// Courses, as modules in order, at most 64 with 200 modules each. A person sees which modules they opened and skipped, and instructors where a class is stuck.
    /// Empty by default.
    /// </summary>
    public IList<Course> Courses { get; } = [];

    /// <summary>
    /// Time zone of the hours, days and weeks of trends, adoption and retention, and of the hours of the week that N1 and D20 compare; UTC by default.
    /// Its offset must be a multiple of 15 minutes. It can be changed at any time, because no stored data depends on it. Other rollups are kept by the
    /// day of UTC.
    /// </summary>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Names of steps to which people return by design; a return to one is no backtrack. Empty by default.</summary>
    public IList<string> Hubs { get; } = [];

    /// <summary>Declared experiments, at most 32. Empty by default.</summary>
    public IList<Experiment> Experiments { get; } = [];

    /// <summary>Named segments, at most 100: <c>segment=cohort:NAME</c>. More can be saved while the application runs. Empty by default.</summary>
    public IList<InsightCohort> Cohorts { get; } = [];

    /// <summary>Thresholds on figures of insights, at most 50, compared once an hour. Empty by default.</summary>
    public IList<InsightAlert> InsightAlerts { get; } = [];

    /// <summary>Name of this deployment in alerts about navigation; null (the default) for the entry assembly's informational version.</summary>
    public string? Version { get; set; }

    /// <summary>Limits for a flood of new sessions.</summary>
    [ValidateObjectMembers]
    public FloodOptions Flood { get; } = new();

    /// <summary>The cache of insight answers.</summary>
    [ValidateObjectMembers]
    public InsightCacheOptions InsightCache { get; } = new();

    /// <summary>The weekly digest; off by default.</summary>
    [ValidateObjectMembers]
    public DigestOptions Digest { get; } = new();

    /// <summary>What the application can read of a journey inside a request, and what is remembered of people for it.</summary>
    [ValidateObjectMembers]
    public LiveJourneyOptions LiveJourney { get; } = new();

    /// <summary>Nudges: hints to a person at a pattern in the journey.</summary>
    [ValidateObjectMembers]
    public NudgeOptions Nudges { get; } = new();

    /// <summary>Rules, their modes and thresholds.</summary>
    [ValidateObjectMembers]
    public DetectionOptions Detection { get; } = new();

    /// <summary>Responses to findings of rules, all off by default, and how responses look.</summary>
    public ResponseOptions Responses { get; } = new();
}
