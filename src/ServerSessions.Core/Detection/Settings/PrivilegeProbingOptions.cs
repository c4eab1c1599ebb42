using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Thresholds of D8, privilege probing.</summary>
public sealed class PrivilegeProbingOptions
{
    /// <summary>
    /// Minimum number of distinct endpoints that policies refuse to one session within <see cref="Window"/>; 3 by default. One that is marked sensitive
    /// is enough.
    /// </summary>
    [AllowedRange(1, 32)]
    public int Endpoints { get; set; } = 3;

    /// <summary>Time in which events are counted together; 10 minutes by default.</summary>
    [AllowedRange("00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Minimum number of users that one endpoint refuses within <see cref="UserWindow"/> for a finding about that endpoint; 10 by default.</summary>
    [AllowedRange(2, 128)]
    public int Users { get; set; } = 10;

    /// <summary>
    /// Share, 0 to 1, of the users that the site saw within <see cref="UserWindow"/> which one endpoint may refuse by mistakes of people; 0.05 by default. A finding about the endpoint
    /// needs three standard deviations more, and at least <see cref="Users"/>.
    /// </summary>
    [AllowedRange(0.0, 1)]
    public double UserShare { get; set; } = 0.05;

    /// <summary>Time in which refused users are counted; 24 hours by default.</summary>
    [AllowedRange("00:01:00", "7.00:00:00")]
    public TimeSpan UserWindow { get; set; } = TimeSpan.FromHours(24);
}
