using ServerSessions.Model;

namespace ServerSessions.Detection.Rules;

/// <summary>D5: one session goes on from another network in another browser, which no person's cookie does.</summary>
internal sealed class SessionHijack(SessionHijackOptions options) : ISessionDetector
{
    private const int Foreign = 0;
    private const int Certain = 1;
    private const int First = 2; // the first browser of a session that something else began

    public DetectorInfo Info { get; } = new()
    {
        Id = "D5",
        Name = "session hijack",
        Summary = "Network and browser of one session both changed, or one session alternates between two networks; worse when the first browser is still active.",
        Subjects = [ActorKind.Session],
        Mode = DetectionMode.Alert,
        Capacity = 16,
        Horizon = TimeSpan.FromHours(24),
        References = ["OWASP ASVS 5.0 7.2.4", "OWASP AppSensor SE5", "OWASP AppSensor SE6", "CWE-384", "MITRE ATT&CK T1539", "MITRE ATT&CK T1550.004"],
    };

    // A key that was made of network and agent cannot outlive them.
    public bool Concerns(DetectorContext context) =>
        context.Live is { KeyKind: KeyKind.Cookie or KeyKind.Authenticated } home
        && ((context.Network != home.Network && context.Network != 0 && home.Network != 0
                && (!context.Traits.IsNone || !string.Equals(context.Client, home.Client, StringComparison.Ordinal)))
            || home.Remembers("D5") || context.IsDeviceProofRefused);

    // No page changes the network or the browser that a request comes from.
    public bool IsInducible(DetectorContext context) => false;

    public void Observe(DetectorContext context)
    {
        if (IsFileOfCompanion(context) || Home(context) is not { } home)
            return;
        if (context.IsDeviceProofRefused)
            Refused(context, home);
        var memory = context.Memory;
        var isAway = context.Network != home.Value;
        if (IsHomeClient(context, home))
        {
            Return(context, home);
            if (isAway)
                NetworkAlternation.Leave(context, options);
            else
                NetworkAlternation.Return(context, options);
            return;
        }

        if (!isAway)
            return;
        var place = OrderedHash.Of(context.Network, context.Agent);
        var known = memory.Marks.FirstOrDefault(m => m.Value == place);
        memory.Forget(m => m.Value == place);
        memory.Add(context.Mark(place, known.Code, $"{Other(context, home)} from another network"));
        if (known.Step is not null)
            return; // reported already; what counts is that it is still there
        context.Raise(
            Severity.Medium,
            $"A session that began in {Name(home.Text)} goes on in {Other(context, home)} from another network.",
            [Beginning(home), .. Others(context)],
            new Measure("network and browser both changed", 1, 1));
    }

    private static void Refused(DetectorContext context, in Mark home) => context.Raise(
        context.Network == home.Value ? Severity.Medium : Severity.High,
        "A client used the session and could not prove that it is the device which the session is bound to.",
        [Beginning(home), context.Mark(text: $"{Name(context.Client)}{(context.Network == home.Value ? "" : " from another network")}, its proof refused")],
        new Measure("refused proofs of the device", 1, 1));

    // A name that was copied is recognised by what else the client shows.
    private static bool IsHomeClient(DetectorContext context, in Mark home) =>
        ClientWords.IsSame(home.Text, context.Client) && !(ClientWords.IsSameName(home.Text, context.Client) && context.Traits.IsOtherClient(Traits(context)));

    // A player that began the session shows nothing of the browser.
    private static ClientTraits Traits(DetectorContext context) => ClientWords.IsCompanion(context.Live!.Client) ? default : context.Live.Traits;

    private static string Other(DetectorContext context, in Mark home) =>
        ClientWords.IsSame(home.Text, context.Client) ? $"another {Name(context.Client)}, with other languages or client hints," : Name(context.Client);

    // The first client again, wherever it is now: a phone may have moved meanwhile.
    private void Return(DetectorContext context, in Mark home)
    {
        var now = context.Now;
        var other = context.Memory.Marks.LastOrDefault(m => m.Code == Foreign && m.Time <= now && m.Time >= now - options.BothActive);
        if (other.Step is null)
            return;
        context.Memory.Forget(m => m.Value == other.Value);
        context.Memory.Add(other with { Code = Certain });
        context.Raise(
            Severity.High,
            $"A session is used in two browsers from two networks at once: {Name(home.Text)} is active again {(now - other.Time).TotalSeconds:0} s after {other.Text}.",
            [Beginning(home), .. Others(context), context.Mark(OrderedHash.Of(context.Network, context.Agent), text: $"{Name(context.Client)} again")],
            new Measure("network and browser both changed", 1, 1),
            new Measure("seconds between the two", Math.Round((now - other.Time).TotalSeconds, 1), options.BothActive.TotalSeconds));
    }

    // The browser in which the session began. A player or a download manager is no browser: then it is the first browser seen in another place; null when that is
    // this one.
    private static Mark? Home(DetectorContext context)
    {
        var live = context.Live!;
        if (!ClientWords.IsCompanion(live.Client))
            return new Mark(UnixTime.ToDate(live.Start), live.Network, First, context.Session, "(beginning of the session)", Outcome.Ok, live.Client);
        foreach (var mark in context.Memory.Marks)
            if (mark.Code == First)
                return mark;
        context.Memory.Add(context.Mark(context.Network, First, context.Client));
        return null;
    }

    // It can name itself so to read, and neither be shown a page nor change anything.
    private static bool IsFileOfCompanion(DetectorContext context) =>
        context is { IsSafe: true, IsNavigation: false, IsScriptFetch: false } && ClientWords.IsCompanion(context.Client);

    private static Mark Beginning(in Mark home) => home with { Code = Foreign, Text = Name(home.Text) };

    private static IEnumerable<Mark> Others(DetectorContext context) => context.Memory.Marks.Where(m => m.Code is Foreign or Certain);

    private static string Name(string? client) => client ?? "a client without a name";
}
