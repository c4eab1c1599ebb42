using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Thresholds of D18, fan-out.</summary>
public sealed class FanOutOptions
{
    /// <summary>Minimum number of users that sign in on one device within <see cref="DeviceWindow"/>; 5 by default.</summary>
    [AllowedRange(2, 64)]
    public int DeviceUsers { get; set; } = 5;

    /// <summary>Time in which the users of one device are counted; 1 hour by default.</summary>
    [AllowedRange("00:01:00", "1.00:00:00")]
    public TimeSpan DeviceWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Minimum number of sessions of one user that are active within <see cref="ParallelWindow"/>; 5 by default.</summary>
    [AllowedRange(2, 64)]
    public int UserSessions { get; set; } = 5;

    /// <summary>Minimum number of networks of those sessions; 3 by default.</summary>
    [AllowedRange(1, 64)]
    public int UserNetworks { get; set; } = 3;

    /// <summary>Sessions that are active within this time are parallel; 15 minutes by default. Activity is reported every five minutes.</summary>
    [AllowedRange("00:05:00", "1.00:00:00")]
    public TimeSpan ParallelWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Minimum number of sessions that one source opens in a minute of the clock; 60 by default.</summary>
    [AllowedRange(2, 1_000_000)]
    public int SourceSessions { get; set; } = 60;

    /// <summary>Maximum time for a client to return its cookie; 5 minutes by default.</summary>
    [AllowedRange("00:00:10", "01:00:00")]
    public TimeSpan ReturnWithin { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Minimum share of those sessions whose client never returned the cookie; 0.9 by default.</summary>
    [AllowedRange(0.01, 1)]
    public double NeverReturned { get; set; } = 0.9;
}
