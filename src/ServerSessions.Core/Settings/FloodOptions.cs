namespace ServerSessions;

/// <summary>
/// What a flood of new sessions may cost: clients that return no cookie make a new session with every request. What a cap refuses is
/// counted as dropped with the reason <c>flood</c>.
/// </summary>
public sealed class FloodOptions
{
    /// <summary>
    /// New anonymous sessions a second that this process records, 1 to 1,000,000; 20,000 by default. Above it only sources (network and
    /// user agent) that take more than a sixteenth of it are refused; above four times as many everybody who is new is.
    /// </summary>
    public int NewSessionsPerSecond { get; set; } = 20_000;

    /// <summary>The same for one network (IPv4 /24, IPv6 /48), 1 to 1,000,000; 2,000 by default.</summary>
    public int NewSessionsPerNetwork { get; set; } = 2_000;

    /// <summary>
    /// Visitors of one request, all partitions together, that are waited for to come back, 16 to 10,000,000; 65,536 by default. Above it
    /// one of the source that has the most is counted as a session of a single request before its time.
    /// </summary>
    public int ProvisionalSessions { get; set; } = 65_536;

    /// <summary>
    /// Live sessions, all partitions together, 1,024 to 100,000,000; 1,000,000 by default: open ones, and what is kept of closed ones for a day. Each
    /// partition holds its part of the cap whatever the sessions are. Above it what is kept of closed sessions goes first, then the open session that is
    /// worth least and was active longest ago: anonymous of one request, new, by a returning browser, signed in. It closes with
    /// <see cref="CloseReason.Capacity"/>, is counted as closed early, and its journey is kept like others.
    /// </summary>
    public int LiveSessions { get; set; } = 1_000_000;

    /// <summary>
    /// Sessions of a single request, a minute, all partitions together, whose journey is kept, 0 to 1,000,000; 3,000 by default. The
    /// others are in the overview's numbers and in no list. One with a finding is always kept.
    /// </summary>
    public int SingleRequestJourneysPerMinute { get; set; } = 3_000;
}
