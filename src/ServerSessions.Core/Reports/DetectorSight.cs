using System.Globalization;
using ServerSessions.Detection;
using ServerSessions.Places;
using ServerSessions.Settings;

namespace ServerSessions.Reports;

/// <summary>Which rules lack something that they cannot do without, and what to do about it.</summary>
internal sealed class DetectorSight(DetectionEngine detection, PlaceFinder places, RegisteredRoles registered)
{
    /// <summary>Rules that run and see nothing because nobody tells where visitors are.</summary>
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
        // Only who captures knows the sources.
        if (rule.Needs.HasFlag(DetectorNeeds.Places) && !places.HasSource && registered.Roles.HasFlag(SessionTrackingRoles.Capture))
            return "no source of places is configured. Write UseGeoHeaders(…) behind a delivery network, or UseGeoDatabase(path).";
        var learnt = detection.Baselines;
        if (rule.Needs.HasFlag(DetectorNeeds.Baselines) && !learnt.IsReady)
            return string.Create(CultureInfo.InvariantCulture, $"it is still learning: {learnt.Sessions} sessions of {learnt.Days:0.#} days that ended clean; it needs {LearningLimits.LeastSessions}, or {LearningLimits.LeastDays:0} days.");
        return null;
    }
}
