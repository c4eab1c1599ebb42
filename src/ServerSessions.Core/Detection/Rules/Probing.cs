using ServerSessions.Model;
using static ServerSessions.Detection.Rules.ProbingMark;

namespace ServerSessions.Detection.Rules;

/// <summary>D13: a client tries paths that this application does not have, or queries that attack it, to find out what it is made of.</summary>
internal sealed class Probing(ProbingOptions options) : ISessionDetector
{
    private const int PageRoom = 64;
    private static readonly TimeSpan PageMisses = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PageEvery = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    // Each kind of mark has room of its own: a long scan must not push out the probes in it.
    private readonly int _pathRoom = Math.Max(64, options.DistinctPaths);
    private readonly int _weakRoom = Math.Max(32, options.DistinctPaths);
    private readonly int _strongRoom = Math.Max(32, options.KnownProbes);

    public DetectorInfo Info { get; } = new()
    {
        Id = "D13",
        Name = "probing",
        Summary = "Many distinct unknown paths in a short time, or several paths or queries that only scanners send.",
        Subjects = [ActorKind.Source, ActorKind.Network, ActorKind.Endpoint],
        Mode = DetectionMode.Alert,
        Capacity = Math.Max(MissingPaths.Room, Math.Max(64, options.DistinctPaths) + Math.Max(32, options.DistinctPaths) + Math.Max(32, options.KnownProbes) + PageRoom + 8),
        Horizon = options.ProbeWindow,
        // Most clients meet a missing path now and then: what counts for minutes is not kept for a day.
        HorizonOfMark = (kind, mark) => kind == ActorKind.Endpoint || KindOf(mark) is Strong or Weak or Agreed ? options.ProbeWindow : options.PathWindow > PageEvery ? options.PathWindow : PageEvery,
        // Rules about other requests of the same source. D18 counts the sessions that a scan opens: the same requests.
        Hears = ["D13", "D1", "D3", "D10", "D12", "D17"],
        References = ["OWASP OAT-014 Vulnerability Scanning", "OWASP AppSensor RE1", "MITRE ATT&CK T1595.002", "MITRE ATT&CK T1595.003"],
    };

    public bool Concerns(DetectorContext context) => context.SubjectKind == ActorKind.Endpoint
        ? !IsNamed(context) && IsMissing(context) && context.FollowsPages
        // A verified crawler meets dead links all day, but not the paths that only scanners request.
        : IsNamed(context) || (IsMissing(context) && !context.IsVerified);

    public void Observe(DetectorContext context)
    {
        if (context.SubjectKind == ActorKind.Endpoint)
            ObservePath(context);
        else if (context.Heard is { } rule)
            Hear(context, rule);
        else
            ObserveRequest(context);
    }

    /// <summary>Paths whose count did not prove them broken links count.</summary>
    public void Elapsed(DetectorContext context)
    {
        var memory = context.Memory;
        var asked = memory.Marks.Where(m => Has(m, IsAsked)).ToList();
        memory.Forget(m => Has(m, IsAsked));
        foreach (var mark in asked)
            memory.Add(mark with { Code = mark.Code & ~(IsAsked | MayBeLink) });
        Judge(context);
    }

    private static bool IsNamed(DetectorContext context) => context.Probe is { } probe && !IsWeak(probe);

    private static bool IsWeak(string probe) => probe.StartsWith('*');

    private static bool IsMissing(DetectorContext context) =>
        context is { IsUnmatched: true, IsBrowserExtra: false } && context.Outcome is not (Outcome.Ok or Outcome.Redirected);

    private void ObservePath(DetectorContext context)
    {
        if (context.Heard is null)
            MissingPaths.Note(context, options.ProbeWindow);
        else if (context.IsNotice)
            MissingPaths.Answer(context, options.ProbeWindow);
    }

    private void Hear(DetectorContext context, string rule)
    {
        if (rule == Info.Id)
        {
            var path = context.Path;
            if (context.IsNotice)
                context.Memory.Forget(m => Has(m, AfterPages) && m.Value == path);
            return;
        }

        // A trap may be a path of the list: one request in two rules is one signal.
        if (context.Probe is not null)
            return;
        context.Memory.Forget(m => KindOf(m) == Agreed && m.Text == rule);
        context.Memory.Add(context.Mark(0, Code(Agreed, 0, context.Agent), rule));
        Judge(context);
    }

    private void ObserveRequest(DetectorContext context)
    {
        var memory = context.Memory;
        memory.Forget(m => m.Time + Info.HorizonOfMark!(context.SubjectKind, m) < context.Now);
        var kind = IsNamed(context) ? Strong : IsOfPage(context) ? OfPage : context.Probe is null ? Unnamed : Weak;
        if (kind == OfPage)
            AddOfPage(context);
        else
            Add(context, kind);
        Judge(context);
    }

    // Misses right after a page are that page's broken links, by what the server saw: it showed the page to this session. They count as one. So that
    // showing a page buys a scan next to nothing, it does so once in two minutes, for a bounded number of paths; the same paths are the same links for every visitor.
    private static bool IsOfPage(DetectorContext context)
    {
        if (!context.FollowsPage)
            return false;
        var (now, path, session) = (context.Now, context.Path, context.Session);
        var earlier = context.Memory.Marks.Where(m => KindOf(m) == OfPage).ToList();
        if (earlier.Exists(m => m.Value == path))
            return true;
        if (earlier.FindLastIndex(m => Has(m, IsFirst)) is >= 0 and var first && now - earlier[first].Time < PageEvery)
            return earlier[first].Session == session && now - earlier[first].Time <= PageMisses && earlier.Count - first < PageRoom;
        return true;
    }

    private static void AddOfPage(DetectorContext context)
    {
        var (memory, path) = (context.Memory, context.Path);
        if (memory.Marks.Any(m => KindOf(m) == OfPage && m.Value == path))
            return;
        var isFirst = !memory.Marks.Any(m => KindOf(m) == OfPage && Has(m, IsFirst) && context.Now - m.Time < PageEvery);
        MakeRoom(memory, OfPage, PageRoom);
        memory.Add(context.Mark(path, Code(OfPage, isFirst ? IsFirst : 0, context.Agent)));
    }

    private void Add(DetectorContext context, int kind)
    {
        var (memory, value) = (context.Memory, Distinct(context));
        var before = memory.Marks.FirstOrDefault(m => KindOf(m) == kind && m.Value == value);
        var (isKnown, isAfterPages) = (before.Step is not null, kind != Strong && context.FollowsPages);
        // Requested again it is no other path. A session that was shown pages adds nothing to what another one guessed, and is not held for it.
        if (isKnown && isAfterPages && !Has(before, AfterPages))
            return;
        var flags = !isAfterPages ? 0 : isKnown ? before.Code & (AfterPages | MayBeLink | IsAsked) : AfterPages | MayBeLink;
        memory.Forget(m => KindOf(m) == kind && m.Value == value);
        MakeRoom(memory, kind, kind switch { Strong => _strongRoom, Weak => _weakRoom, _ => _pathRoom });
        memory.Add(context.Mark(value, Code(kind, flags, context.Agent), kind == Unnamed ? null : context.Probe));
    }

    // A query that attacks is another one with other values, on a path that exists or not; where these are not known, each is.
    private static ulong Distinct(DetectorContext context) =>
        context.Probe is not { } probe || !ProbeName.IsOfQuery(probe) ? context.Path
        : OrderedHash.Of(context.Path, context.Parameters != 0 ? context.Parameters : (ulong)context.Now.UtcTicks);

    private static void MakeRoom(DetectorMemory memory, int kind, int room)
    {
        var surplus = memory.Marks.Count(m => KindOf(m) == kind) - room + 1;
        if (surplus > 0)
            memory.Forget(m => KindOf(m) == kind && surplus-- > 0);
    }

    private void Judge(DetectorContext context)
    {
        if (context.Memory.Marks.Count == 0)
            return;
        var marks = ToJudge(context);
        var counts = Count(marks);
        if (IsEnough(counts))
            Raise(context, marks, counts);
        else if ((counts.Paths + counts.PossibleLinks >= options.DistinctPaths || counts.Weak + counts.WeakPossibleLinks >= options.DistinctPaths)
            && marks.All(m => !Has(m, IsAsked)))
            Ask(context);
    }

    // The network's own finding is about what is spread over user agents: where one of them is enough, its source has the finding.
    private IReadOnlyList<Mark> ToJudge(DetectorContext context)
    {
        var all = context.Memory.Marks;
        if (context.SubjectKind != ActorKind.Network)
            return all;
        var found = all.GroupBy(m => AgentOf(m)).Where(agent => IsEnough(Count([.. agent]))).Select(agent => agent.Key).ToHashSet();
        return found.Count == 0 ? all : [.. all.Where(m => !found.Contains(AgentOf(m)))];
    }

    private bool IsEnough(in ProbingCounts counts) =>
        counts.Strong >= options.KnownProbes || counts.Paths >= options.DistinctPaths || counts.Weak >= options.DistinctPaths;

    private ProbingCounts Count(IReadOnlyList<Mark> marks)
    {
        var counts = default(ProbingCounts);
        if (marks.Count == 0)
            return counts;
        var since = marks[^1].Time - options.PathWindow;
        foreach (var mark in marks)
        {
            var (kind, isRecent, isLink) = (KindOf(mark), mark.Time >= since ? 1 : 0, Has(mark, MayBeLink));
            counts = kind switch
            {
                Strong => counts with { Strong = counts.Strong + 1, Paths = counts.Paths + isRecent },
                Unnamed when isLink => counts with { PossibleLinks = counts.PossibleLinks + isRecent },
                Unnamed => counts with { Paths = counts.Paths + isRecent },
                Weak when isLink => counts with { PossibleLinks = counts.PossibleLinks + isRecent, WeakPossibleLinks = counts.WeakPossibleLinks + 1 },
                Weak => counts with { Paths = counts.Paths + isRecent, Weak = counts.Weak + 1 },
                OfPage when Has(mark, IsFirst) => counts with { Paths = counts.Paths + isRecent },
                _ => counts,
            };
        }

        return counts;
    }

    private static void Ask(DetectorContext context)
    {
        var memory = context.Memory;
        var links = memory.Marks.Where(m => Has(m, MayBeLink)).ToList();
        memory.Forget(m => Has(m, MayBeLink));
        foreach (var mark in links)
        {
            memory.Add(mark with { Code = mark.Code | IsAsked });
            MissingPaths.Ask(context, mark);
        }

        context.WakeAt(context.ReportedBy(AnswerTime));
    }

    private void Raise(DetectorContext context, IReadOnlyList<Mark> marks, in ProbingCounts counts)
    {
        context.CountsUnkept = counts.Paths >= options.DistinctPaths && IsLatePath(context, marks[^1].Time - options.PathWindow);
        var names = marks.Where(m => KindOf(m) == Strong || (KindOf(m) == Weak && !Has(m, MayBeLink))).OrderBy(m => KindOf(m)).Select(m => m.Text!).Distinct().ToList();
        var agreed = marks.Where(m => KindOf(m) == Agreed).Select(m => m.Text!).ToList();
        var isNamed = counts.Strong >= options.KnownProbes;
        var seen = new List<string>();
        if (isNamed)
            seen.Add($"{Words.Counted(counts.Strong, _strongRoom)} distinct requests that only scanners make ({Listed(names)})");
        if (counts.Paths >= options.DistinctPaths)
            seen.Add($"{Words.Counted(counts.Paths, _pathRoom)} distinct unknown paths in {Words.Of(options.PathWindow)}");
        else if (!isNamed)
            seen.Add($"{Words.Counted(counts.Weak, _weakRoom)} distinct files of other technologies ({Listed(names)}) in {Words.Of(options.ProbeWindow)}");
        context.Raise(
            isNamed && agreed.Count > 0 ? Severity.High : Severity.Medium,
            $"{Begin(string.Join(", ", seen))}{(agreed.Count > 0 ? $"; {string.Join(" and ", agreed)} found the same {(context.SubjectKind == ActorKind.Network ? "network" : "source")}" : "")}.",
            Evidence(marks, counts),
            new Measure("distinct known probes", counts.Strong, options.KnownProbes),
            new Measure("distinct unknown paths", counts.Paths, options.DistinctPaths),
            new Measure("distinct files of other technologies", counts.Weak, options.DistinctPaths));
    }

    // A path that arrives after newer ones belongs to the open finding when it was requested within it, though the newest paths alone are evidence.
    private bool IsLatePath(DetectorContext context, DateTimeOffset since) =>
        context.Heard is null && context.Now < since && context.Memory.Raised is not null && context.Now >= context.Memory.First - options.PathWindow
        && context.Memory.Marks.Any(m => m.Time == context.Now && m.Session == context.Session && KindOf(m) is Strong or Unnamed or Weak && !Has(m, AfterPages));

    private static string Begin(string text) => $"{char.ToUpperInvariant(text[0])}{text.AsSpan(1)}";

    private static string Listed(List<string> names) => $"{string.Join(", ", names.Take(4))}{(names.Count > 4 ? ", …" : "")}";

    // The evidence of the finding and nothing else: the sessions in it can get a response.
    private Mark[] Evidence(IReadOnlyList<Mark> marks, ProbingCounts counts)
    {
        var since = marks[^1].Time - options.PathWindow;
        var (byName, byPath, byWeak) = (counts.Strong >= options.KnownProbes, counts.Paths >= options.DistinctPaths, counts.Weak >= options.DistinctPaths);
        Mark[] counted = [.. marks.Where(m => KindOf(m) switch
        {
            Strong => byName || (byPath && m.Time >= since),
            Unnamed => byPath && m.Time >= since && !Has(m, MayBeLink),
            Weak => (byWeak || (byPath && m.Time >= since)) && !Has(m, MayBeLink),
            OfPage => byPath && m.Time >= since && Has(m, IsFirst),
            _ => false,
        })];
        // Paths after pages that turn out to be no link count for the source. They count for a session as well once it has requested enough of them by itself.
        var alone = counted.Where(m => Has(m, AfterPages)).GroupBy(m => m.Session).Where(own => IsEnough(Count([.. counted.Where(m => m.Session == own.Key)]))).Select(own => own.Key).ToHashSet();
        return [.. counted.Select(m => Reported(m, isOwn: !Has(m, AfterPages) || alone.Contains(m.Session)))];
    }

    // Texts for people are not kept with each mark. Equal texts of one session are one piece of evidence against it.
    private static Mark Reported(Mark mark, bool isOwn) => KindOf(mark) switch
    {
        OfPage => mark with { Text = "a path missing right after a page of the site" },
        Strong => mark,
        _ when !isOwn => mark with { Text = "an unknown path after a page of the site" },
        Unnamed => mark with { Text = $"unknown path {mark.Value:x16}" },
        _ => mark,
    };
}
