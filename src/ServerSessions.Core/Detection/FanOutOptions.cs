namespace ServerSessions;

/// <summary>Thresholds of D18, fan-out.</summary>
public sealed class FanOutOptions
{
    /// <summary>Users that sign in on one device within <see cref="DeviceWindow"/>; 5 by default.</summary>
    public int DeviceUsers { get; set; } = 5;

    /// <summary>1 hour by default.</summary>
    public TimeSpan DeviceWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Sessions of one user active within <see cref="ParallelWindow"/>; 5 by default.</summary>
    public int UserSessions { get; set; } = 5;

    /// <summary>Networks that those sessions are in; 3 by default.</summary>
    public int UserNetworks { get; set; } = 3;

    /// <summary>Sessions that are active within this time are parallel; 15 minutes by default. Activity is told every five minutes.</summary>
    public TimeSpan ParallelWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Sessions that one source opens in a minute of the clock; 60 by default.</summary>
    public int SourceSessions { get; set; } = 60;

    /// <summary>How long a client may take to return its cookie; 5 minutes by default.</summary>
    public TimeSpan ReturnWithin { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Least share of those sessions whose client never returned the cookie; 0.9 by default.</summary>
    public double NeverReturned { get; set; } = 0.9;
}
