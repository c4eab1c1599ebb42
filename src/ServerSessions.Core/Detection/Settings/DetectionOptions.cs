using Microsoft.Extensions.Options;
using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Rules, their modes and thresholds.</summary>
public sealed class DetectionOptions
{
    /// <summary>Modes by rule id, where they differ from the rule's default.</summary>
    public IDictionary<string, DetectionMode> Modes { get; } = new Dictionary<string, DetectionMode>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Maximum duration of one call of an <see cref="ISessionDetector"/> of the application, 1 second to 10 minutes; 10 seconds by default. A detector
    /// whose call exceeds it is switched off in this process until the process restarts. Its partition continues from the last commit without it.
    /// </summary>
    [AllowedRange("00:00:01", "00:10:00")]
    public TimeSpan CallLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Thresholds of D1, credential stuffing.</summary>
    [ValidateObjectMembers]
    public CredentialStuffingOptions CredentialStuffing { get; } = new();

    /// <summary>Settings of D2, success after attack.</summary>
    [ValidateObjectMembers]
    public SuccessAfterAttackOptions SuccessAfterAttack { get; } = new();

    /// <summary>Thresholds of D3, account brute force.</summary>
    [ValidateObjectMembers]
    public AccountBruteForceOptions AccountBruteForce { get; } = new();

    /// <summary>Thresholds of D4, low and slow.</summary>
    [ValidateObjectMembers]
    public LowAndSlowOptions LowAndSlow { get; } = new();

    /// <summary>Settings of D6, use after end.</summary>
    [ValidateObjectMembers]
    public UseAfterEndOptions UseAfterEnd { get; } = new();
    /// <summary>Thresholds of D5, session hijack.</summary>
    [ValidateObjectMembers]
    public SessionHijackOptions SessionHijack { get; } = new();

    /// <summary>Thresholds of D7, object probing.</summary>
    [ValidateObjectMembers]
    public ObjectProbingOptions ObjectProbing { get; } = new();

    /// <summary>Thresholds of D8, privilege probing.</summary>
    [ValidateObjectMembers]
    public PrivilegeProbingOptions PrivilegeProbing { get; } = new();

    /// <summary>Thresholds of D9, impossible navigation.</summary>
    [ValidateObjectMembers]
    public ImpossibleNavigationOptions ImpossibleNavigation { get; } = new();

    /// <summary>Thresholds of D10, unreachable action.</summary>
    [ValidateObjectMembers]
    public UnreachableActionOptions UnreachableAction { get; } = new();

    /// <summary>Thresholds of D11, faster than human.</summary>
    [ValidateObjectMembers]
    public FasterThanHumanOptions FasterThanHuman { get; } = new();

    /// <summary>Thresholds of D12, trap.</summary>
    [ValidateObjectMembers]
    public TrapOptions Trap { get; } = new();

    /// <summary>Thresholds of D13, probing.</summary>
    [ValidateObjectMembers]
    public ProbingOptions Probing { get; } = new();

    /// <summary>Thresholds of D15, impossible travel.</summary>
    [ValidateObjectMembers]
    public ImpossibleTravelOptions ImpossibleTravel { get; } = new();

    /// <summary>Thresholds of D17, scraping.</summary>
    [ValidateObjectMembers]
    public ScrapingOptions Scraping { get; } = new();

    /// <summary>Thresholds of D20, site-wide shift.</summary>
    [ValidateObjectMembers]
    public SiteShiftOptions SiteShift { get; } = new();

    /// <summary>Settings of D16, sensitive action in weak context.</summary>
    [ValidateObjectMembers]
    public WeakContextOptions WeakContext { get; } = new();

    /// <summary>Thresholds of D18, fan-out.</summary>
    [ValidateObjectMembers]
    public FanOutOptions FanOut { get; } = new();

    /// <summary>Thresholds for incidents.</summary>
    [ValidateObjectMembers]
    public IncidentOptions Incidents { get; } = new();
}
