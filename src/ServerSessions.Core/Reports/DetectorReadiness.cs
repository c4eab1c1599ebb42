using System.Globalization;
using ServerSessions.Detection;
using ServerSessions.Places;
using ServerSessions.Settings;

namespace ServerSessions.Reports;

/// <summary>Which rules lack something that they cannot do without, and what to do about it.</summary>
internal sealed class DetectorReadiness(DetectionEngine detection, PlaceFinder places, RegisteredRoles registered)
{
    /// <summary>Rules that run and find nothing because no locator reports where visitors are.</summary>
    public IEnumerable<(DetectorInfo Rule, string Why)> Blind() =>
        from detector in detection.Detectors
        let info = detector.Info
        where detection.ModeOf(info.Id) != DetectionMode.Off && info.Needs.HasFlag(DetectorNeeds.Places)
        let why = Blind(info)
        where why is not null
        select (info, why);

    /// <summary>Why the rule sees nothing yet; null when it sees.</summary>
    public string? Blind(DetectorInfo rule)
    {
        // Only a process that captures has the locators.
        if (rule.Needs.HasFlag(DetectorNeeds.Places) && !places.HasSource && registered.Roles.HasFlag(SessionTrackingRoles.Capture))
            return "no source of places is configured. Write UseGeoHeaders(…) behind a delivery network, or UseGeoDatabase(path).";
        var learned = detection.Baselines;
        if (rule.Needs.HasFlag(DetectorNeeds.Baselines) && !learned.IsReady)
            return string.Create(CultureInfo.InvariantCulture, $"it is still learning: {learned.Sessions} sessions of {learned.Days:0.#} days that ended clean; it needs {LearningLimits.MinSessions}, or {LearningLimits.MinDays:0} days.");
        return null;
    }
}
