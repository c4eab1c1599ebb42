using ServerSessions.Model;

namespace ServerSessions.Detection.Rules;

/// <summary>D9: a step was reached without the step that the application declares to lead to it.</summary>
internal sealed class ImpossibleNavigation(ImpossibleNavigationOptions options) : ISessionDetector
{
    private const int Safe = 1;
    private const int Confirmed = 2;
    private const int Earlier = 4;
    private static readonly TimeSpan UserWindow = TimeSpan.FromHours(1);

    public DetectorInfo Info { get; } = new()
    {
        Id = "D9",
        Name = "impossible navigation",
        Summary = "A step was reached though none of the steps that lead to it was, in this session.",
        Subjects = [ActorKind.Session, ActorKind.User],
        Hears = ["D9"],
        Mode = DetectionMode.Alert,
        Capacity = 32,
        Horizon = TimeSpan.FromHours(24),
        References = ["OWASP ASVS 5.0 2.3.1", "OWASP AppSensor ACE3", "OWASP OAT-011 Scraping", "CWE-841"],
    };

    // Prefetches and calls of scripts come in any order; a declared change of state counts from any sender.
    public bool Concerns(DetectorContext context) =>
        context.SubjectKind == ActorKind.Session && context.Requires.Count > 0 && !context.IsCookieWithheld && !context.IsPassive && !context.IsPrefetch && !(context.IsSafe && context.IsScriptFetch)
        && context.Outcome is not (Outcome.Aborted or Outcome.Throttled)
        && (!context.IsSafe || context.Outcome is Outcome.Ok);

    public void Observe(DetectorContext context)
    {
        if (context.SubjectKind == ActorKind.User)
            ObservePage(context);
        if (context.Heard is not null || LedHere(context, context.Requires, context.Now))
            return;
        var due = context.ReportedBy(options.Wait);
        context.Memory.Add(context.Mark((ulong)due.ToMicroseconds(), context.IsSafe ? Safe : 0, text: $"without {string.Join(" or ", context.Requires)}") with { Actor = context.User });
        context.WakeAt(due);
    }

    public void Elapsed(DetectorContext context)
    {
        var waiting = context.Memory.Marks.Where(m => (m.Code & Confirmed) == 0).ToList();
        context.Memory.Forget(m => (m.Code & Confirmed) == 0);
        var news = false;
        foreach (var mark in waiting)
        {
            if (DueOf(mark) is var due && due > context.Now)
            {
                context.Memory.Add(mark);
                context.WakeAt(due);
                continue;
            }

            var required = context.RequiredBy(mark.Step);
            if (context.SessionHasGaps || context.SessionFollowsGaps || required.Count == 0 || LedHere(context, required, mark.Time) || MayBeFirst(context, required))
                continue;
            news = true;
            var isEarlier = required.Any(context.ReachedBefore);
            context.Memory.Add(mark with { Code = mark.Code | Confirmed | (isEarlier ? Earlier : 0) });
            // One page is none yet: another session cookie must not begin the count anew.
            if (!isEarlier && (mark.Code & Safe) != 0 && !mark.Actor.IsNone)
                context.Tell(ActorKind.User, mark.Actor, mark, StableHash.Of(mark.Step));
        }

        if (news)
            Judge(context);
    }

    // A page that a session of the user reached without its predecessor.
    private void ObservePage(DetectorContext context)
    {
        var (memory, page, session) = (context.Memory, context.Path, context.Session);
        memory.ForgetBefore(context.Now - UserWindow);
        memory.Forget(m => m.Value == page && m.Session == session);
        memory.Add(context.Mark(page, Safe | Confirmed, "a page without its predecessor"));
        var marks = UserMarks.Of(context, memory.Marks, own => own.Count >= options.Pages);
        if (marks.Count >= options.Pages)
            context.Raise(
                Severity.Low, $"{marks.Count} pages were opened by {UserMarks.Owner(context, marks)} within {Words.Of(UserWindow)}, without the steps that lead to them.",
                marks, new Measure("pages without their predecessor", marks.Count, options.Pages));
    }

    private void Judge(DetectorContext context)
    {
        var confirmed = context.Memory.Marks.Where(m => (m.Code & Confirmed) != 0).ToList();
        var impossible = confirmed.Where(m => (m.Code & Earlier) == 0).ToList();
        var changes = impossible.Where(m => (m.Code & Safe) == 0).ToList();
        var pages = impossible.Where(m => (m.Code & Safe) != 0).ToList();
        if (changes.Count > 0)
        {
            var done = changes.Any(m => m.Outcome is Outcome.Ok or Outcome.Redirected);
            context.Raise(
                done ? Severity.Medium : Severity.Low,
                $"{changes[^1].Step} was {(done ? "carried out" : "tried")} {changes[^1].Text}, which this session never reached.",
                impossible, new Measure("changes of state without their predecessor", changes.Count, 1));
        }
        else if (pages.Count >= options.Pages)
            context.Raise(
                Severity.Low, $"{pages[^1].Step} was opened {pages[^1].Text}, which this session never reached, {pages.Count} times.",
                pages, new Measure("pages without their predecessor", pages.Count, options.Pages));
        else if (confirmed.Count > impossible.Count)
            context.Raise(
                Severity.Info, $"{confirmed[^1].Step} was reached {confirmed[^1].Text} in this session; the browser's preceding session had it (a restored tab, the back button).",
                confirmed);
    }

    // The value of a mark is the time until which it waits.
    private static DateTimeOffset DueOf(in Mark mark) => UnixTime.ToDate((long)mark.Value);

    // Where only the first request is missing, it can have been a step that needs no other before it.
    private static bool MayBeFirst(DetectorContext context, IReadOnlyList<string> required) =>
        context.SessionMayLackFirst && required.Any(step => context.RequiredBy(step).Count == 0);

    private static bool LedHere(DetectorContext context, IReadOnlyList<string> required, DateTimeOffset time) =>
        required.Any(step => context.Reached(step, time));
}
