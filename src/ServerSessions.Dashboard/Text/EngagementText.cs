using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Text;

/// <summary>What the browser reported of a page, in words.</summary>
internal static class EngagementText
{
    /// <summary>"visible 3.5 s, 80 % scrolled, 3 clicks, 1 dead click".</summary>
    public static string Of(StepEngagement seen) => string.Join(", ", Parts(seen));

    private static IEnumerable<string> Parts(StepEngagement seen)
    {
        yield return $"visible {Lasting.Milliseconds(seen.VisibleMs)}";
        yield return $"{Show.Count(seen.ScrollDepth)} % scrolled";
        if (seen.Clicks > 0)
            yield return $"{Show.Count(seen.Clicks)} {(seen.Clicks == 1 ? "click" : "clicks")}";
        if (seen.RageClicks > 0)
            yield return $"{Show.Count(seen.RageClicks)} × rage clicks";
        if (seen.DeadClicks > 0)
            yield return $"{Show.Count(seen.DeadClicks)} dead {(seen.DeadClicks == 1 ? "click" : "clicks")}";
        if (seen.ScriptErrors > 0)
            yield return $"{Show.Count(seen.ScriptErrors)} script {(seen.ScriptErrors == 1 ? "error" : "errors")}";
    }
}
