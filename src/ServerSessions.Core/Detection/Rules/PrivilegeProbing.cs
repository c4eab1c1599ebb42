namespace ServerSessions.Detection.Rules;

/// <summary>
/// D8: a signed-in session, or a user in several sessions, tries endpoints that policies refuse. One endpoint that refuses many users is no attack but a wrong link
/// or role, and is reported as such.
/// </summary>
internal sealed class PrivilegeProbing(PrivilegeProbingOptions options) : ISessionDetector
{
    private const int Sensitive = 1;
    private const int ByPage = 2;

    // Above the share by more than the days of a site differ by chance.
    private const double Deviations = 3;

    private static readonly TimeSpan PageScripts = TimeSpan.FromSeconds(5);

    public DetectorInfo Info { get; } = new()
    {
        Id = "D8",
        Name = "privilege probing",
        Summary = "A policy refused several endpoints to one session, or to one user in several sessions, or one endpoint to many users.",
        Subjects = [ActorKind.Session, ActorKind.User, ActorKind.Endpoint, ActorKind.Site],
        Mode = DetectionMode.Alert,
        Capacity = RefusedUsers.Room + 1,
        Hears = ["D8"],
        Horizon = Max(options.Window, options.UserWindow),
        References = ["OWASP ASVS 5.0 8.2.1", "OWASP API5:2023 Broken Function Level Authorization", "OWASP AppSensor ACE3", "CWE-285", "MITRE ATT&CK T1078"],
    };

    // Sent to the login is no refusal. What succeeds later was allowed after all: a second factor, a role just given.
    public bool Concerns(DetectorContext context) =>
        // One signal for each session of a user: at its first request, or where the user signs in.
        context.SubjectKind == ActorKind.Site ? context is { IsPresence: true, User.IsNone: false } && (context.IsSignIn || context.SessionRequests <= 1)
        : context.Outcome is Outcome.Denied
            ? context.Policy is not null && (!context.User.IsNone || (context.SubjectKind == ActorKind.Session && context.Status == 403))
            : context.SubjectKind is ActorKind.Session or ActorKind.User && context.Outcome is Outcome.Ok or Outcome.Redirected && UserMarks.Concerns(context) && context.Remembers("D8");

    public void Observe(DetectorContext context)
    {
        switch (context.SubjectKind)
        {
            case ActorKind.Session or ActorKind.User when context.Heard is null:
                ObserveRefusal(context);
                break;
            case ActorKind.Site when context.Heard is null:
                RefusedUsers.See(context, options.UserWindow);
                break;
            case ActorKind.Site when context.IsNotice:
                RefusedUsers.Answer(context, options.UserWindow);
                break;
            case ActorKind.Endpoint when context.Heard is null:
                RefusedUsers.Refuse(context, options.UserWindow);
                JudgeEndpoint(context);
                break;
            case ActorKind.Endpoint when context.IsNotice:
                RefusedUsers.Hear(context);
                break;
        }
    }

    public void Elapsed(DetectorContext context)
    {
        if (context.SubjectKind == ActorKind.Endpoint)
            JudgeEndpoint(context);
    }

    private void ObserveRefusal(DetectorContext context)
    {
        var memory = context.Memory;
        var step = context.Step;
        memory.ForgetBefore(context.Now - options.Window);
        if (context.Outcome is not Outcome.Denied)
        {
            memory.Forget(m => m.Step == step);
            return;
        }

        var before = memory.Marks.FirstOrDefault(m => m.Step == step);
        // Requests that the scripts of a page fetch by themselves are one try, whatever the number of widgets: for the page that the server has just shown, and for
        // no second one in the window.
        var page = context is { IsSafe: true, IsSensitive: false } ? PageOf(context) : 0;
        var byPage = page != 0 && memory.Marks.All(m => (m.Code & ByPage) == 0 || m.Value == page || m.Session != context.Session);
        memory.Forget(m => m.Step == step);
        var mark = (before.Code & ByPage) != 0
            ? context.Mark(before.Value, before.Code, before.Text)
            : context.Mark(byPage ? page : 0, (context.IsSensitive ? Sensitive : 0) | (byPage ? ByPage : 0), $"policy {context.Policy}");
        memory.Add(mark with { Actor = context.AuthSession });
        var marks = UserMarks.Of(context, memory.Marks, IsEnough);
        if (!IsEnough(marks))
            return;
        UserMarks.AnswerEach(context, marks, IsEnough);
        var (endpoints, sensitive) = (Endpoints(marks), Sensitives(marks));
        context.Raise(
            Severity.Medium,
            $"Policies refused {Words.Counted(endpoints, Info.Capacity)} different endpoints to {UserMarks.Owner(context, marks)} within {options.Window.TotalMinutes:0.#} minutes{(sensitive > 0 ? $", {sensitive} of them sensitive" : "")}.",
            marks,
            new Measure("distinct endpoints refused", endpoints, options.Endpoints),
            new Measure("sensitive endpoints refused", sensitive, 1));
    }

    // For an actor, the start of the page is not known: one page of each session.
    private static ulong PageOf(DetectorContext context) => context.SubjectKind == ActorKind.User ? (context.FollowsPage ? 1UL : 0) : context.ShownWithin(PageScripts);

    private bool IsEnough(List<Mark> marks) => Endpoints(marks) >= options.Endpoints || Sensitives(marks) > 0;

    private static int Endpoints(List<Mark> marks) => marks.Count(m => (m.Code & ByPage) == 0) + marks.Where(m => (m.Code & ByPage) != 0).DistinctBy(m => m.Session).Count();

    private static int Sensitives(List<Mark> marks) => marks.Count(m => (m.Code & Sensitive) != 0);

    private void JudgeEndpoint(DetectorContext context)
    {
        var users = RefusedUsers.List(context.Memory);
        var refused = RefusedUsers.Count(users);
        if (refused < options.Users || RefusedUsers.UsersSeen(context) is not { } seen)
            return;
        var usual = options.UserShare * seen;
        var needed = Math.Max(options.Users, (int)Math.Ceiling(usual + (Deviations * Math.Sqrt(usual))));
        if (refused < needed)
            return;
        var last = users[^1];
        context.Raise(
            Severity.Low,
            $"{last.Step} refused {(refused > users.Count ? "about " : "")}{refused} different users within {options.UserWindow.TotalHours:0.#} hours by {last.Text}, of about {Math.Max(seen, refused)} that the site saw: a link or a role of the application is wrong.",
            users,
            new Measure("different users refused", refused, needed));
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
