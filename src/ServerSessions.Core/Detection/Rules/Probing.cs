namespace ServerSessions.Detection.Rules;

/// <summary>D13: somebody tries paths that this application does not have, or queries that attack it, to see what it is made of.</summary>
internal sealed class Probing(ProbingOptions options) : ISessionDetector
{
    private const int Known = 1;
    private const int AgentShift = 1;

    private const ulong OfPages = ulong.MaxValue;
    private const int PageSessions = 3;
    private const string PageText = "paths that a page of ours was missing";
    private static readonly TimeSpan PageMisses = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PageWindow = TimeSpan.FromMinutes(2);

    // Unknown paths and known probes each have room of their own: a long scan must not push out the probes in it.
    private readonly int _pathsKept = Math.Max(64, options.DistinctPaths);

    public DetectorInfo Info { get; } = new()
    {
        Id = "D13",
        Name = "probing",
        Summary = "Many distinct unknown paths in a short time, or several paths or queries that only scanners send.",
        Subjects = [ActorKind.Source, ActorKind.Network],
        Mode = DetectionMode.Alert,
        Capacity = Math.Max(64, options.DistinctPaths) + Math.Max(64, options.KnownProbes),
        Horizon = options.ProbeWindow,
        References = ["OWASP OAT-014 Vulnerability Scanning", "OWASP AppSensor RE1", "MITRE ATT&CK T1595.002", "MITRE ATT&CK T1595.003"],
    };

    public bool Concerns(DetectorContext context) =>
        context.Probe is not null
        || (context.IsUnmatched && !context.IsBrowserExtra
            && context.Outcome is not (Outcome.Ok or Outcome.Redirected));

    // Misses right after a page are that page's broken links, by what the server saw: it showed the page to this session. They count as one, for
    // the first page of a session and for few sessions of a source, so that showing a page buys a scan next to nothing.
    private static bool IsOfPage(DetectorContext context)
    {
        if (context.Probe is not null || !context.FollowsPage)
            return false;
        var (session, now) = (context.Session, context.Now);
        var pages = context.Memory.Marks.Where(m => m.Value == OfPages && m.Time >= now - PageWindow).ToList();
        return pages.Exists(m => m.Session == session) ? pages.Exists(m => m.Session == session && now - m.Time <= PageMisses) : pages.Count < PageSessions;
    }

    public void Observe(DetectorContext context)
    {
        var now = context.Now;
        var memory = context.Memory;
        memory.ForgetBefore(now - options.ProbeWindow);
        memory.Forget(m => (m.Code & Known) == 0 && m.Time < now - options.PathWindow);
        var path = IsOfPage(context) ? OfPages : context.Path;
        var code = ((int)(context.Agent & 0x0FFF_FFFF) << AgentShift) | (context.Probe is null ? 0 : Known);
        if (context.Probe is null)
        {
            // Asked for again it is no other path; what pages miss is one path, and a mark for each session.
            var session = context.Session;
            memory.Forget(m => m.Code == code && m.Value == path && (path != OfPages || m.Session == session));
            var kept = 0;
            var surplus = memory.Marks.Count(m => (m.Code & Known) == 0) - _pathsKept + 1;
            memory.Forget(m => (m.Code & Known) == 0 && kept++ < surplus);
        }

        memory.Add(context.Mark(path, code, context.Probe ?? (path == OfPages ? PageText : $"unknown path {path:x16}")));

        var marks = memory.Marks;
        // The network is told only of what is spread over user agents: where one of them is enough, its source tells it already.
        if (context.SubjectKind == ActorKind.Network && marks.GroupBy(m => m.Code >> AgentShift).Any(a =>
            a.Count(m => (m.Code & Known) != 0) >= options.KnownProbes || a.DistinctBy(m => m.Value).Count() >= options.DistinctPaths))
            return;
        var known = marks.Count(m => (m.Code & Known) != 0);
        var distinct = marks.Where(m => m.Time >= now - options.PathWindow).Select(m => m.Value).Distinct().Count();
        if (known < options.KnownProbes && distinct < options.DistinctPaths)
            return;

        var both = known >= options.KnownProbes && distinct >= options.DistinctPaths;
        var names = marks.Where(m => (m.Code & Known) != 0).Select(m => m.Text!).Distinct().ToList();
        context.Raise(
            both ? Severity.High : Severity.Medium,
            known >= options.KnownProbes
                ? $"{known} requests that only scanners make ({string.Join(", ", names.Take(4))}{(names.Count > 4 ? ", …" : "")}){(both ? $", {distinct} distinct unknown paths in {options.PathWindow.TotalMinutes:0.#} minutes" : "")}."
                : $"{distinct} distinct unknown paths in {options.PathWindow.TotalMinutes:0.#} minutes.",
            [.. marks],
            new Measure("known probes", known, options.KnownProbes),
            new Measure("distinct unknown paths", distinct, options.DistinctPaths));
    }
}
