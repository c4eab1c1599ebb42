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
    public TimeSpan CallLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Thresholds of D1, credential stuffing.</summary>
    public CredentialStuffingOptions CredentialStuffing { get; } = new();

    /// <summary>Settings of D2, success after attack.</summary>
    public SuccessAfterAttackOptions SuccessAfterAttack { get; } = new();

    /// <summary>Thresholds of D3, account brute force.</summary>
    public AccountBruteForceOptions AccountBruteForce { get; } = new();

    /// <summary>Thresholds of D4, low and slow.</summary>
    public LowAndSlowOptions LowAndSlow { get; } = new();

    /// <summary>Settings of D6, use after end.</summary>
    public UseAfterEndOptions UseAfterEnd { get; } = new();
    /// <summary>Thresholds of D5, session hijack.</summary>
    public SessionHijackOptions SessionHijack { get; } = new();

    /// <summary>Thresholds of D7, object probing.</summary>
    public ObjectProbingOptions ObjectProbing { get; } = new();

    /// <summary>Thresholds of D8, privilege probing.</summary>
    public PrivilegeProbingOptions PrivilegeProbing { get; } = new();

    /// <summary>Thresholds of D9, impossible navigation.</summary>
    public ImpossibleNavigationOptions ImpossibleNavigation { get; } = new();

    /// <summary>Thresholds of D10, unreachable action.</summary>
    public UnreachableActionOptions UnreachableAction { get; } = new();

    /// <summary>Thresholds of D11, faster than human.</summary>
    public FasterThanHumanOptions FasterThanHuman { get; } = new();

    /// <summary>Thresholds of D12, trap.</summary>
    public TrapOptions Trap { get; } = new();

    /// <summary>Thresholds of D13, probing.</summary>
    public ProbingOptions Probing { get; } = new();

    /// <summary>Thresholds of D15, impossible travel.</summary>
    public ImpossibleTravelOptions ImpossibleTravel { get; } = new();

    /// <summary>Thresholds of D17, scraping.</summary>
    public ScrapingOptions Scraping { get; } = new();

    /// <summary>Thresholds of D20, site-wide shift.</summary>
    public SiteShiftOptions SiteShift { get; } = new();

    /// <summary>Settings of D16, sensitive action in weak context.</summary>
    public WeakContextOptions WeakContext { get; } = new();

    /// <summary>Thresholds of D18, fan-out.</summary>
    public FanOutOptions FanOut { get; } = new();

    /// <summary>Thresholds for incidents.</summary>
    public IncidentOptions Incidents { get; } = new();
}
