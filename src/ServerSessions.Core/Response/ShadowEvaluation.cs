namespace ServerSessions;

/// <summary>The behaviour of a session after a response that was only recorded.</summary>
/// <param name="Verdict">Verdict on the response.</param>
/// <param name="Steps">Number of steps that followed.</param>
/// <param name="Refused">Number of those steps that were refused, missing, invalid or failed.</param>
/// <param name="Findings">Number of findings that followed.</param>
/// <param name="Completed">Whether the session reached a goal.</param>
/// <param name="JudgedAt">Time of the verdict (UTC).</param>
public sealed record ShadowEvaluation(ShadowVerdict Verdict, int Steps, int Refused, int Findings, bool Completed, DateTimeOffset JudgedAt)
{
    // Fewer steps are too few for a verdict.
    private const int LeastSteps = 3;

    internal static ShadowEvaluation Judge(int steps, int refused, int findings, bool completed, DateTimeOffset now) => new(
        findings > 0 || (steps >= LeastSteps && refused * 2 > steps) ? ShadowVerdict.Right
        : completed || steps - refused >= LeastSteps ? ShadowVerdict.FalseAlarm
        : ShadowVerdict.Unknown,
        steps, refused, findings, completed, now);
}
