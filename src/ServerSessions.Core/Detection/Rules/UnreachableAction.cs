using ServerSessions.Model;

namespace ServerSessions.Detection.Rules;

/// <summary>
/// D10: a change of state that this session cannot have made by using the application: its antiforgery token was never given to this
/// browser, its form never shown, or none of the pages that lead there was seen.
/// </summary>
internal sealed class UnreachableAction(UnreachableActionOptions options) : ISessionDetector
{
    private const int Refused = 1;
    private const int Accepted = 2;
    private const int Form = 4;
    private const int Confirmed = 8;

    private readonly LearnedPredecessors _ways = new(options);

    public DetectorInfo Info { get; } = new()
    {
        Id = "D10",
        Name = "unreachable action",
        Summary = "A change of state without the token, the form or the page that leads to it.",
        Subjects = [ActorKind.Session, ActorKind.User, ActorKind.Source, ActorKind.Endpoint],
        Mode = DetectionMode.Alert,
        BlamesSession = true,
        Capacity = LearnedPredecessors.Capacity,
        Horizon = TimeSpan.FromHours(24),
        References = ["OWASP ASVS 5.0 3.5.1", "OWASP ASVS 5.0 2.3.1", "OWASP AppSensor RE8", "CWE-352", "CWE-425", "OWASP OAT-019 Account Creation"],
    };

    // A client without cookies has a session for each request, so the finding is reported once, about the source. Only the session's rule sees what an earlier key
    // saw.
    public bool Concerns(DetectorContext context) =>
        !context.IsSafe && !context.IsPrefetch
        && context.SubjectKind switch
        {
            ActorKind.Endpoint => !context.IsCookieWithheld && LearnedPredecessors.Concerns(context),
            ActorKind.User => context.IsTokenRefused && !context.User.IsNone,
            ActorKind.Source => context.IsFirstContact && (context.IsTokenRefused || (!context.IsCookieWithheld && !context.MayContinue && IsBare(context))),
            _ => context.Live is { } live && (!context.IsFirstContact || (context.MayContinue && !context.IsTokenRefused))
                && (context.IsTokenRefused || (live.IsNew && (context.IsTokenAccepted ? !HasToken(context, context.Now) : IsBareForm(context) && !HasPage(live, context.Now)))),
        };

    public void Observe(DetectorContext context)
    {
        if (context.SubjectKind == ActorKind.Endpoint)
        {
            _ways.Observe(context);
            return;
        }

        if (context.IsTokenRefused)
        {
            ObserveRefused(context);
            return;
        }

        var code = context.IsTokenAccepted ? Accepted : Form;
        var due = context.ReportedBy(options.Wait);
        context.Memory.Add(context.Mark((ulong)due.ToMicroseconds(), code, code == Accepted ? "with an antiforgery token that this browser was never given" : "without its page"));
        if (context.SubjectKind == ActorKind.Source)
            Confirm(context, [context.Memory.Marks[^1]]);
        else
            context.WakeAt(due);
    }

    public void Elapsed(DetectorContext context)
    {
        if (context.SubjectKind == ActorKind.Endpoint)
        {
            LearnedPredecessors.Elapsed(context);
            return;
        }

        if (context.Live is not { } live)
            return;
        var waiting = context.Memory.Marks.Where(m => (m.Code & (Accepted | Form)) != 0 && (m.Code & Confirmed) == 0).ToList();
        context.Memory.Forget(m => waiting.Contains(m));
        var proven = new List<Mark>();
        foreach (var mark in waiting)
        {
            if (DueOf(mark) is var due && due > context.Now)
            {
                context.Memory.Add(mark);
                context.WakeAt(due);
            }
            else if (!live.HasGaps && live.IsNew && ((mark.Code & Accepted) != 0 ? !HasToken(context, mark.Time) : !HasToken(context, mark.Time) && !HasPage(live, mark.Time)))
                proven.Add(mark);
        }

        if (proven.Count > 0)
            Confirm(context, proven);
    }

    private void ObserveRefused(DetectorContext context)
    {
        var memory = context.Memory;
        memory.Forget(m => m.Code == Refused && m.Time < context.Now - options.Window);
        memory.Add(context.Mark(code: Refused, text: "antiforgery token refused") with { Actor = context.AuthSession });
        var marks = UserMarks.Of(context, memory.Marks.Where(m => m.Code == Refused), own => own.Count >= options.Failures);
        var needed = context.SubjectKind == ActorKind.Session ? options.Failures : options.CookielessFailures;
        if (marks.Count < needed)
            return;
        UserMarks.AnswerEach(context, marks, own => own.Count >= needed);
        var never = context.Live is { IsNew: true, HasGaps: false } && !HasToken(context, context.Now);
        context.Raise(
            never ? Severity.Medium : Severity.Low,
            $"{Words.CountedFirst(marks.Count, Info.Capacity)} changes of state within {options.Window.TotalMinutes:0.#} minutes were refused for their antiforgery token{(never ? ", of which this browser was never given one" : context.SubjectKind switch
            {
                ActorKind.Source => ", from a client that keeps no cookie",
                ActorKind.User => $", sent by {UserMarks.Owner(context, marks)}",
                _ => "",
            })}.",
            marks,
            new Measure("antiforgery tokens refused", marks.Count, needed));
    }

    private static void Confirm(DetectorContext context, List<Mark> proven)
    {
        context.Memory.Forget(proven.Contains);
        foreach (var mark in proven)
            context.Memory.Add(mark with { Code = mark.Code | Confirmed });
        var all = context.Memory.Marks.Where(m => (m.Code & Confirmed) != 0).ToList();
        var last = all[^1];
        var done = all.Any(m => m.Outcome is Outcome.Ok or Outcome.Redirected);
        context.Raise(
            // A browser that keeps no cookie leaves nothing to see of the pages before but what it claims.
            done && !(context.SubjectKind == ActorKind.Source && context.IsSameOrigin) ? Severity.Medium : Severity.Low,
            $"{last.Step} was {(done ? "carried out" : "tried")} {last.Text}{(last.Text == "without its page" ? ": no page was shown to this browser before" : "")}.",
            all,
            new Measure("changes of state that nothing led to", all.Count, 1));
    }

    // The value of a mark is the time until which it waits.
    private static DateTimeOffset DueOf(in Mark mark) => UnixTime.ToDate((long)mark.Value);

    private static bool IsBare(DetectorContext context) => context.IsTokenAccepted || IsBareForm(context);

    // A form that has a page of its own. The referrer is the client's claim: what counts is the pages that the server has shown.
    private static bool IsBareForm(DetectorContext context) =>
        context is { IsNavigation: true, IsScriptFetch: false, IsPassive: false, IsTokenAccepted: false, FormPage: not null }
        && context.Outcome is not (Outcome.Aborted or Outcome.Throttled);

    private static bool HasToken(DetectorContext context, DateTimeOffset until) => context.Reached(ISessionView.TokenIssued, until);

    private static bool HasPage(ISessionView live, DateTimeOffset until)
    {
        if (live.HasOlder)
            return true;
        for (var i = 0; i < live.RecentCount; i++)
            if (live.Recent(i) is { IsShownPage: true } page && UnixTime.ToDate(page.Time) <= until)
                return true;
        return false;
    }
}
