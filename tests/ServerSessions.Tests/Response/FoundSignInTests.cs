using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Response;

/// <summary>A sign-in outlives the session in which it was seen: what is found of it is answered, whatever became of the session meanwhile.</summary>
public class FoundSignInTests
{
    private static readonly Pseudonym Ticket = new(0xA0, 1);
    private static readonly Pseudonym Later = new(0xA0, 2);

    [Theory]
    [InlineData(ActorKind.User)]
    [InlineData(ActorKind.Account)]
    public void The_sign_in_is_answered_and_not_what_the_browser_shows_by_the_time_of_the_finding(ActorKind kind)
    {
        foreach (var meanwhile in Meanwhile())
        {
            var candidate = Assert.Single(Answers(Rule("T1", kind), [SignIn(0, user: 1)], meanwhile));
            Assert.Equal((Ticket.ToString(), User(1), true), (candidate.AuthSession, candidate.User, candidate.IsSignInOnly));
            Assert.True(candidate.IsEnforced);
        }
    }

    [Theory]
    [InlineData(ActorKind.Device)]
    [InlineData(ActorKind.Source)]
    [InlineData(ActorKind.Network)]
    public void A_session_of_a_device_or_a_source_is_answered_after_it_has_closed(ActorKind kind)
    {
        // Three pieces of its own: others behind the same address have their part in what is found about a source.
        RequestEvent[] own = [SignIn(0, user: 1), .. Enumerable.Range(1, 3).Select(i => Page(i, $"/{i}") with { KeyKind = KeyKind.Cookie })];
        foreach (var meanwhile in Meanwhile().Skip(1))
        {
            var candidates = Answers(Rule("T1", kind, after: 3), own, meanwhile);
            var candidate = Assert.Single(candidates);
            Assert.Equal(SessionId.Create(At(0), 3, Visitor(1)).ToString(), candidate.Session);
            Assert.Null(candidate.Key);
        }
    }

    [Fact]
    public void A_finding_about_a_session_that_has_closed_waits_for_its_journey_and_opens_nothing()
    {
        var fold = Fold(Rule("T1", ActorKind.User));
        var held = Held(fold, SignIn(0, user: 1), SignIn(60, user: 2, Later));
        Deliver(fold, held);
        Assert.Empty(fold.Changes.Closed);
        Assert.Equal(1, fold.Open);
        Assert.Contains(fold.Changes.Late, late => late.Session == held[0].Session);
    }

    [Fact]
    public void Each_sign_in_of_a_source_is_answered_when_it_is_known_late_and_the_owners_from_elsewhere_is_not()
    {
        var attack = Enumerable.Range(0, 30).Select(i => Login(i, i)).ToList();
        attack.Insert(10, Entered(9.2, 3, Ticket));
        attack.Insert(11, Entered(9.4, 3, Later));
        attack.Insert(12, Entered(9.6, 3, new Pseudonym(0xA0, 3)) with { Network = 5, Key = Visitor(9) });
        var fold = Fold(BuiltIn(), "D2");
        var candidates = new List<ResponseCandidate>();
        foreach (var e in attack)
            Deliver(fold, Held(fold, e), candidates);
        var ofD2 = candidates.Where(c => c.Alert.Finding.Rule == "D2").ToList();
        Assert.Equal([Ticket.ToString(), Later.ToString()], ofD2.Select(c => c.AuthSession).Distinct().Order(StringComparer.Ordinal));
        Assert.All(ofD2, c => Assert.Equal((User(3), Severity.High), (c.User, c.Alert.Finding.Severity)));
    }

    [Fact]
    public void A_second_sign_in_that_joins_the_alert_is_answered_for_what_was_found_of_it()
    {
        var fold = Fold(BuiltIn(), "D2");
        var candidates = new List<ResponseCandidate>();
        RequestEvent[] events =
        [
            .. Enumerable.Range(0, 12).Select(i => Login(i, 3)), Entered(60, 3, Ticket), Entered(300, 3, Later),
            Entered(600, 3, new Pseudonym(0xA0, 3)) with { Network = 5, Key = Visitor(9), KeyKind = KeyKind.Daily },
        ];
        foreach (var e in events)
            Deliver(fold, Held(fold, e), candidates);
        var answered = candidates.Where(c => c.Alert.Finding.Rule == "D2").ToList();
        Assert.Equal([Ticket.ToString(), Later.ToString(), new Pseudonym(0xA0, 3).ToString()], answered.Select(c => c.AuthSession));
        Assert.Equal([Severity.High, Severity.High, Severity.Low], answered.Select(c => c.Alert.Finding.Severity));
        Assert.Single(answered.Select(c => c.Alert.Id).Distinct());
    }

    [Fact]
    public void A_sensitive_action_is_answered_by_its_own_sign_in_when_the_entry_is_known_after_it()
    {
        var fold = Fold(BuiltIn(), "D16");
        var candidates = new List<ResponseCandidate>();
        var attack = Enumerable.Range(0, 30).Select(i => Login(i, i)).ToList();
        attack.Insert(10, Entered(9.2, 3, Ticket));
        attack.Insert(11, Post(9.4, "/payout").From(3).With(EventFlags.Sensitive) with { AuthSession = Ticket });
        foreach (var e in attack)
            Deliver(fold, Held(fold, e), candidates);
        Assert.Equal(Ticket.ToString(), Assert.Single(candidates, c => c.Alert.Finding.Rule == "D16").AuthSession);
    }

    // What becomes of the session between the sign-in and the finding: nothing, another sign-in of the user, of another user, a sign-out, or time.
    private static IEnumerable<Action<PartitionFold>> Meanwhile()
    {
        yield return _ => { };
        yield return fold => Apply(fold, SignIn(60, user: 2, Later));
        yield return fold => { Apply(fold, Page(60, "/out").From(1).With(EventFlags.SignedOut)); fold.AdvanceTo(At(120)); };
        yield return fold => fold.AdvanceTo(At(3_600));
        yield return fold => fold.AdvanceTo(At(200_000));
        yield return fold => Apply(fold, SignIn(4_000, user: 1, Later));
    }

    private static List<ResponseCandidate> Answers(ISessionDetector rule, RequestEvent[] found, Action<PartitionFold> meanwhile)
    {
        var fold = Fold(rule);
        var held = Held(fold, found);
        meanwhile(fold);
        fold.Changes.Clear();
        var candidates = new List<ResponseCandidate>();
        Deliver(fold, held, candidates);
        return candidates;
    }

    // The signals to sessions wait, as they do in the outbox; those to actors arrive.
    private static List<Signal> Held(PartitionFold fold, params RequestEvent[] events)
    {
        var held = new List<Signal>();
        foreach (var e in events)
            Apply(fold, e);
        for (var next = 0; next < fold.Changes.Signals.Count; next++)
            if (fold.Changes.Signals[next] is { Kind: ActorKind.Session } toSession)
                held.Add(toSession);
            else
                fold.Apply(fold.Changes.Signals[next], EndpointCatalog.Empty);
        fold.Changes.Clear();
        return held;
    }

    private static void Deliver(PartitionFold fold, List<Signal> held, List<ResponseCandidate>? candidates = null)
    {
        foreach (var signal in held)
            fold.Apply(signal, EndpointCatalog.Empty);
        candidates?.AddRange(fold.Changes.Candidates.Select(c => ResponseCandidate.Decode(c.Encode())));
        if (candidates is not null)
            fold.Changes.Clear();
    }

    private static void Apply(PartitionFold fold, RequestEvent e)
    {
        fold.AdvanceTo(e.Time);
        fold.Apply(e, EndpointCatalog.Empty);
    }

    private static PartitionFold Fold(params ISessionDetector[] rules) => Fold(rules, "T1");

    private static PartitionFold Fold(IReadOnlyList<ISessionDetector> rules, string enforced)
    {
        var options = new DetectionOptions();
        options.Modes[enforced] = DetectionMode.Enforce;
        return new FoldRun(options: options, detectors: rules).Fold;
    }

    private static IReadOnlyList<ISessionDetector> BuiltIn() => [.. BuiltInRules.All(new DetectionOptions())];

    private static ScriptedDetector Rule(string id, ActorKind kind, int after = 1) => new(id, kind, c =>
    {
        c.Memory.Add(c.Mark());
        if (c.Memory.Marks.Count == after)
            c.Raise(Severity.High, "so", [.. c.Memory.Marks]);
    }, blames: kind == ActorKind.Account);

    private static RequestEvent SignIn(double at, int user, Pseudonym? ticket = null) =>
        Entered(at, user, ticket ?? Ticket) with { KeyKind = KeyKind.Cookie };

    private static RequestEvent Entered(double at, int user, Pseudonym ticket) =>
        Login(at, user, succeeds: true).From(user).With(EventFlags.FirstContact) with { AuthSession = ticket };

    private static string User(int user) => new Pseudonym(0x05E4, (ulong)user + 1).ToString();
}
