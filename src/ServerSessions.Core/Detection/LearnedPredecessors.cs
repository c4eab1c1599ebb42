using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>
/// Which pages lead to an action, learned from the sessions that took it: one endpoint's part of the graph, kept as marks. A deploy that changes the endpoint clears
/// it. After any other deploy it is silent for some sessions, because a new page may lead there.
/// </summary>
internal sealed class LearnedPredecessors(UnreachableActionOptions options)
{
    /// <summary>Marks that it takes: the pages, and three numbers.</summary>
    public const int Capacity = MaxPages + 8;

    /// <summary>Last among the pages a session came from: it is the browser's first session, and these are all of them.</summary>
    public const string Complete = "(all)";

    private const int MaxPages = 64;
    private const int MinExplained = 99;
    private const string Total = "(sessions)";
    private const string Deploy = "(deploy)";
    private const string Unexplained = "(unexplained)";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>A form that people send and for which no predecessor is declared.</summary>
    public static bool Concerns(DetectorContext context) =>
        context is { IsNavigation: true, IsScriptFetch: false, IsPassive: false, Facts: not null } && context.Requires.Count == 0
        && context.Outcome is Outcome.Ok or Outcome.Redirected;

    public void Observe(DetectorContext context)
    {
        var memory = context.Memory;
        var (version, facts) = (Hash(context.Catalog.Version), Hash(context.Facts!.Shape));
        if (Find(memory, Deploy) is { } deploy && deploy.Value != facts)
            memory.Forget(_ => true);
        var total = Find(memory, Total) ?? new Mark(context.Now, version, 0, default, Total, Outcome.Ok, null);
        var known = memory.Marks.Where(m => !m.Step.StartsWith('(') && m.Code >= options.Support).ToList();
        var isExplained = known.Count == 0 || context.Came.Any(page => known.Exists(k => k.Step == page));
        var unexplained = Find(memory, Unexplained)?.Code ?? 0;
        if (Find(memory, Deploy) is null || total.Value != version)
            Put(memory, new Mark(context.Now, facts, total.Code, default, Deploy, Outcome.Ok, null));

        if (!isExplained && context.Came is [.., Complete] && IsLearned(context, total, unexplained))
            Raise(context, total, known);

        if (context.Session != default && total.Session == context.Session)
            return; // once a session
        Put(memory, total with { Code = total.Code + 1, Value = version, Session = context.Session });
        if (!isExplained)
            Put(memory, new Mark(context.Now, 0, unexplained + 1, default, Unexplained, Outcome.Ok, null));
        Learn(context, memory);
        context.WakeAt(context.Now + Kept);
    }

    /// <summary>A transition that no session took for a month is forgotten.</summary>
    public static void Elapsed(DetectorContext context)
    {
        var memory = context.Memory;
        if (memory.Marks.Count == 0)
            return;
        var last = memory.Marks[^1].Time;
        if (last + Kept <= context.Now)
            memory.Forget(_ => true);
        else
            context.WakeAt(last + Kept);
    }

    private bool IsLearned(DetectorContext context, Mark total, int unexplained) =>
        total.Code >= options.Support
        && (total.Code >= options.Sessions || context.Now - total.Time >= options.Learning)
        && total.Code >= (Find(context.Memory, Deploy)?.Code ?? 0) + options.Support
        && (total.Code - unexplained) * 100L >= (long)total.Code * MinExplained;

    private static void Learn(DetectorContext context, DetectorMemory memory)
    {
        // The page before is the predecessor, if the browser's referrer is a page of ours.
        if (!context.IsSameOrigin || context.Came is not [var page, ..] || page == Complete)
            return;
        var before = Find(memory, page);
        if (before is null && memory.Marks.Count >= MaxPages)
            return;
        Put(memory, new Mark(context.Now, 0, (before?.Code ?? 0) + 1, default, page, Outcome.Ok, null));
    }

    private static void Raise(DetectorContext context, Mark total, List<Mark> known)
    {
        var names = known.OrderByDescending(k => k.Code).Take(4).Select(k => $"{k.Step} ({k.Code})");
        context.Raise(
            Severity.Low,
            $"{context.Step} was carried out in a session that was shown none of the pages that lead to it; of {total.Code} sessions before it, they came from {string.Join(", ", names)}.",
            [context.Mark(text: context.Came is [var page, ..] && page != Complete ? $"after {page}" : "after no page")],
            new Measure("sessions learned from", total.Code, total.Code),
            new Measure("known pages seen", 0, 1));
    }

    private static Mark? Find(DetectorMemory memory, string name)
    {
        foreach (var mark in memory.Marks)
            if (mark.Step == name)
                return mark;
        return null;
    }

    private static void Put(DetectorMemory memory, in Mark mark)
    {
        var name = mark.Step;
        memory.Forget(m => m.Step == name);
        memory.Add(mark);
    }

    private static ulong Hash(string text) => StableHash.Of(text);
}
