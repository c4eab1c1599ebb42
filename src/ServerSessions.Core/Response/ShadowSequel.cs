namespace ServerSessions;

/// <summary>What a session did after a response would have come.</summary>
/// <param name="Verdict">Whether it would have been right.</param>
/// <param name="Steps">Steps that followed.</param>
/// <param name="Refused">Of them refused, missing, invalid or failed.</param>
/// <param name="Findings">What rules found after it.</param>
/// <param name="Completed">The session reached a goal.</param>
/// <param name="JudgedAt">When this was looked at (UTC).</param>
public sealed record ShadowSequel(ShadowVerdict Verdict, int Steps, int Refused, int Findings, bool Completed, DateTimeOffset JudgedAt)
{
    // Fewer steps than this are nothing that a verdict can be built on.
    private const int LeastSteps = 3;

    internal static ShadowSequel Judge(int steps, int refused, int findings, bool completed, DateTimeOffset now) => new(
        findings > 0 || (steps >= LeastSteps && refused * 2 > steps) ? ShadowVerdict.Right
        : completed || steps - refused >= LeastSteps ? ShadowVerdict.FalseAlarm
        : ShadowVerdict.Unknown,
        steps, refused, findings, completed, now);
}
