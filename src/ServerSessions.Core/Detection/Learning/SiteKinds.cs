using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Which of the counted kinds an event is of, and their names in rollups and sentences.</summary>
internal static class SiteKinds
{
    public const int Count = 5;

    private static readonly string[] Names = ["login failures", "password resets", "sign-outs", "refusals (403)", "sign-ins"];
    private static readonly string[] Fields = ["loginFailures", "resets", "signOuts", "denied", "logins"];

    /// <summary>The one site, as an actor.</summary>
    public static Pseudonym Subject { get; } = new(0x5349_5445, 1);

    public static SiteKind Of(in RequestEvent e)
    {
        if (e.Login == LoginOutcome.Failed)
            return SiteKind.LoginFailures;
        if (e.Login == LoginOutcome.Succeeded)
            return SiteKind.LoginSuccesses;
        if (e.Is(EventFlags.SignedOut))
            return SiteKind.SignOuts;
        if (e.Status == 403 && e.Outcome == Outcome.Denied)
            return SiteKind.Denied;
        return !e.Verb.IsSafe() && e.Outcome is Outcome.Ok or Outcome.Redirected && IsReset(e.Step) ? SiteKind.Resets : SiteKind.None;
    }

    public static string Name(SiteKind kind) => Names[(int)kind];

    public static string Field(SiteKind kind) => Fields[(int)kind];

    public static SiteKind OfField(string field) => (SiteKind)Array.IndexOf(Fields, field);

    // The usual paths of frameworks and most applications: /forgotPassword, /Account/ResetPassword, password-reset.
    private static bool IsReset(string step) =>
        step.Contains("password", StringComparison.OrdinalIgnoreCase)
        && (step.Contains("forgot", StringComparison.OrdinalIgnoreCase) || step.Contains("reset", StringComparison.OrdinalIgnoreCase));
}
