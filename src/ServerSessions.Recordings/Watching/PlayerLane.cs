using ServerSessions.Reports;

namespace ServerSessions.Recordings.Watching;

/// <summary>The lane beside the recording: what the server knows of the same minutes.</summary>
/// <param name="Steps">The steps in order. A stretch is bad from a step that failed or shows friction to the next one.</param>
/// <param name="Findings">The findings about the session.</param>
/// <param name="Fields">Fields that the application refused, at the step that refused them.</param>
internal sealed record PlayerLane(IReadOnlyList<PlayerStep> Steps, IReadOnlyList<PlayerStep> Findings, IReadOnlyList<PlayerStep> Fields)
{
    private const int OpenEndMilliseconds = 30_000;

    public static PlayerLane None { get; } = new([], [], []);

    public static PlayerLane Of(SessionReport report)
    {
        var steps = report.Steps.Select((step, i) => new PlayerStep(
            step.Time.ToUnixTimeMilliseconds(),
            i + 1 < report.Steps.Count ? report.Steps[i + 1].Time.ToUnixTimeMilliseconds() : step.Time.ToUnixTimeMilliseconds() + OpenEndMilliseconds,
            step.Step, DetailOf(step)));
        var findings = report.Findings.Select(f => new PlayerStep(f.Raised.ToUnixTimeMilliseconds(), f.Last.ToUnixTimeMilliseconds(),
            $"{f.Rule} {f.Name}", f.Severity.ToString().ToLowerInvariant()));
        var fields = report.Steps.SelectMany(step => step.Fields.Select(field => new PlayerStep(
            step.Time.ToUnixTimeMilliseconds(), step.Time.ToUnixTimeMilliseconds(), field, step.Step)));
        return new([.. steps], [.. findings], [.. fields]);
    }

    private static string? DetailOf(SessionStep step)
    {
        List<string> details = [];
        if (step.Outcome is not (Outcome.Ok or Outcome.Redirected))
            details.Add(step.Outcome.ToString().ToLowerInvariant());
        details.AddRange(step.Fields);
        details.AddRange((step.Signs ?? []).Select(sign => sign.ToString().ToLowerInvariant()));
        return details.Count > 0 ? string.Join(", ", details) : null;
    }
}
