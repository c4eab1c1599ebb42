using ServerSessions.Model;


namespace ServerSessions;

/// <summary>
/// Limits for a flood of new sessions. A client that returns no cookie makes a new session with every request. Refused requests are counted as dropped
/// with the reason <c>flood</c>.
/// </summary>
public sealed class FloodOptions
{
    /// <summary>
    /// Maximum number of new anonymous sessions a second that this process records, 1 to 1,000,000; 20,000 by default. Above it, sources (network and
    /// user agent) with more than a sixteenth of it are refused; above four times as many, every new anonymous session is.
    /// </summary>
    [AllowedRange(1, 1_000_000)]
    public int NewSessionsPerSecond { get; set; } = 20_000;

    /// <summary>Maximum number of new anonymous sessions a second of one network (IPv4 /24, IPv6 /48), 1 to 1,000,000; 2,000 by default.</summary>
    [AllowedRange(1, 1_000_000)]
    public int NewSessionsPerNetwork { get; set; } = 2_000;

    /// <summary>
    /// Maximum number of visitors with one request that wait for a second one, all partitions together, 16 to 10,000,000; 65,536 by default.
    /// Above it, one visitor of the source with the most is counted early as a session of a single request.
    /// </summary>
    [AllowedRange(16, 10_000_000)]
    public int ProvisionalSessions { get; set; } = 65_536;

    /// <summary>
    /// Maximum number of live sessions, all partitions together, 1,024 to 100,000,000; 1,000,000 by default. Live are open sessions, and the state that
    /// is kept of closed ones for a day. Each partition holds its share of the maximum. Above it, the state of closed sessions is removed first, then the
    /// open session of the least value that has been inactive longest: anonymous with one request, new, of a returning browser, signed in. It closes with
    /// <see cref="CloseReason.Capacity"/> and is counted as closed early; its journey is kept like others.
    /// </summary>
    [AllowedRange(1_024, 100_000_000)]
    public int LiveSessions { get; set; } = 1_000_000;

    /// <summary>
    /// Maximum number of journeys of a single request that are kept in a minute, all partitions together, 0 to 1,000,000; 3,000 by default. The others
    /// are in the figures of the overview and in no list. Journeys of crawlers, AI agents and tools have a quarter of this number of their own. A journey with
    /// a finding is always kept.
    /// </summary>
    [AllowedRange(0, 1_000_000)]
    public int SingleRequestJourneysPerMinute { get; set; } = 3_000;
}
