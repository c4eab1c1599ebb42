namespace ServerSessions.Detection.Rules;

/// <summary>
/// D14: the authenticated session keeps its id when a user signs in or gains roles, so a client that had the id before (fixation) is signed in too. A finding about
/// the application, reported once for a route.
/// </summary>
internal sealed class IdNotRotated : ISessionDetector
{
    private const int Routes = 256;

    public DetectorInfo Info { get; } = new()
    {
        Id = "D14",
        Name = "session id not rotated",
        Summary = "Signing in, or a rise of privilege, has kept the id of the authenticated session.",
        Subjects = [ActorKind.Site],
        Mode = DetectionMode.Alert,
        Capacity = Routes,
        Horizon = TimeSpan.FromDays(90),
        References = ["OWASP ASVS 5.0 7.2.4", "OWASP AppSensor SE1", "MITRE ATT&CK T1539", "CWE-384"],
    };

    public bool Concerns(DetectorContext context) => context.KeepsId && !context.IsCookieWithheld;

    public void Observe(DetectorContext context)
    {
        var route = context.Step;
        if (context.Memory.Marks.Any(m => m.Step == route))
            return;
        var mark = context.Mark(text: "kept the session id");
        context.Memory.Add(mark);
        context.Raise(
            Severity.Medium, $"{route} signs in, or raises privileges, and keeps the id of the authenticated session: who knew it before is signed in too.",
            [mark], new Measure("sign-ins that kept the id", 1, 1));
    }
}
