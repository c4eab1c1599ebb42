using ServerSessions.Model;

namespace ServerSessions;

/// <summary>Settings of the beacon, the script that reports what only the browser sees. It runs where <c>MapSessionBeacon</c> and the tag <c>session-beacon</c> are used.</summary>
public sealed class BeaconOptions
{
    /// <summary>
    /// Share of sessions whose pages carry the script, 0 to 1; 1 (all sessions) by default. The session's key decides, so a session has it on all of its pages or on none.
    /// </summary>
    [AllowedRange(0.0, 1.0)]
    public double SampleRate { get; set; } = 1;

    /// <summary>
    /// Purposes that the visitor must allow, all of them; <see cref="TrackingPurposes.Analytics"/> by default, which is always needed. Add one that your consent banner asks for
    /// where analytics itself needs no consent.
    /// </summary>
    public TrackingPurposes Purposes { get; set; } = TrackingPurposes.Analytics;

    /// <summary>Maximum number of reports of one session in a second, 1 to 100; 5 by default. Further reports are refused with 429.</summary>
    [AllowedRange(1, 100)]
    public int ReportsPerSecond { get; set; } = 5;

    /// <summary>
    /// Whether pages also measure web vitals; false by default. They then load a second script, the package web-vitals of Google (Apache-2.0), from the same path.
    /// </summary>
    public bool WebVitals { get; set; }

    internal bool Allows(TrackingPurposes purposes) => purposes.HasFlag(Purposes | TrackingPurposes.Analytics);
}
