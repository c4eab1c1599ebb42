using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Replay;

/// <summary>The command line of <c>sessions replay</c>, checked.</summary>
internal sealed record ReplayOptions
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    public static readonly int[] DefaultFailures = [401, 403, 429];

    /// <summary>In the order given; <see cref="LogFile.StandardInput"/> at most once.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    public LogFormat Format { get; init; } = LogFormat.Auto;

    /// <summary>Names of fields that come before the known ones.</summary>
    public FieldMap Map { get; init; } = FieldMap.Empty;

    public ReplayKey Key { get; init; } = ReplayKey.AddressAndAgent;

    /// <summary>No lower bound: 0 makes every gap a new session.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    public string? RoutesFile { get; init; }

    /// <summary>Paths whose POST is an attempt to sign in.</summary>
    public IReadOnlyList<string> LoginPaths { get; init; } = [];

    public IReadOnlyList<int> LoginFailureStatuses { get; init; } = DefaultFailures;

    public string? LoginFailureRedirect { get; init; }

    /// <summary>Where the account of an attempt is read when the line has no <c>account</c>: the log's user field.</summary>
    public string AccountField { get; init; } = "user";

    /// <summary>An .mmdb, or a .csv with the columns ip,country,lat,lon.</summary>
    public string? GeoFile { get; init; }

    public bool Json { get; init; }

    public string? AlertsFile { get; init; }

    public string? StepsFile { get; init; }
}
