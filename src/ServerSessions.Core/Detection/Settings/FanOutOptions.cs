namespace ServerSessions.Detection;

/// <summary>Thresholds of D18, fan-out.</summary>
public sealed class FanOutOptions
{
    /// <summary>Minimum number of users that sign in on one device within <see cref="DeviceWindow"/>; 5 by default.</summary>
    public int DeviceUsers { get; set; } = 5;

    /// <summary>Time in which the users of one device are counted; 1 hour by default.</summary>
    public TimeSpan DeviceWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Minimum number of sessions of one user that are active within <see cref="ParallelWindow"/>; 5 by default.</summary>
    public int UserSessions { get; set; } = 5;

    /// <summary>Minimum number of networks of those sessions; 3 by default.</summary>
    public int UserNetworks { get; set; } = 3;

    /// <summary>Sessions that are active within this time are parallel; 15 minutes by default. Activity is reported every five minutes.</summary>
    public TimeSpan ParallelWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Minimum number of sessions that one source opens in a minute of the clock; 60 by default.</summary>
    public int SourceSessions { get; set; } = 60;

    /// <summary>Maximum time for a client to return its cookie; 5 minutes by default.</summary>
    public TimeSpan ReturnWithin { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Minimum share of those sessions whose client never returned the cookie; 0.9 by default.</summary>
    public double NeverReturned { get; set; } = 0.9;
}
