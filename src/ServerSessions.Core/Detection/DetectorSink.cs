using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Model.Notices;

namespace ServerSessions.Detection;

/// <summary>What a rule states in one run: a finding, a timer, and reports to the rules of other subjects.</summary>
internal sealed class DetectorSink
{
    public FindingDraft? Draft { get; private set; }

    public DateTimeOffset? Wake { get; private set; }

    /// <summary>The sign-ins that a finding is about, where they are not the one of the event; null for that one.</summary>
    public List<FoundSignIn>? SignIns { get; private set; }

    /// <summary>The floods of sessions that the finding is about.</summary>
    public List<SessionFlood> Floods { get; } = [];

    /// <summary>Whether a known finding is answered once more, because it has now come to be about the event's sign-in as well.</summary>
    public bool IsAnotherSignIn { get; set; }

    /// <summary>Whether the event counts for the finding although the rule has no mark of it, because its memory is full.</summary>
    public bool CountsUnkept { get; set; }

    /// <summary>Reports to other subjects, of all rules since they were taken.</summary>
    public List<Signal> Notices { get; } = [];

    /// <summary>Begins the run of a rule. Reports stay until they are taken.</summary>
    public void Begin()
    {
        (Draft, Wake, SignIns, IsAnotherSignIn, CountsUnkept) = (null, null, null, false, false);
        Floods.Clear();
    }

    public void Raise(FindingDraft draft) => Draft = draft;

    public void NameSignIn(in FoundSignIn signIn) => (SignIns ??= []).Add(signIn);

    public void WakeAt(DateTimeOffset time) => Wake = Wake is { } earlier && earlier < time ? earlier : time;

    /// <summary>Reports a finding, a question or an answer to the rules of another subject.</summary>
    /// <param name="kind">What the other subject is.</param>
    /// <param name="actor">The other subject.</param>
    /// <param name="rule">The rule that found it.</param>
    /// <param name="mark">An event in which that subject was seen.</param>
    /// <param name="now">Time of the report.</param>
    /// <param name="source">Network and user agent that the finding is about, or was seen in.</param>
    /// <param name="path">The path, or the number, that it is about; else 0.</param>
    /// <param name="account">The account that it is about; else none.</param>
    public void Tell(ActorKind kind, Pseudonym actor, string rule, in Mark mark, DateTimeOffset now, Pseudonym source, ulong path, Pseudonym account) =>
        Notices.Add(new Signal(kind, actor, mark.Session, new RuleNotice
        {
            Time = mark.Time.ToMicroseconds(),
            Rule = rule,
            Lasted = Math.Max(0, (now - mark.Time).Ticks / TimeSpan.TicksPerMicrosecond),
            Network = source.High,
            Agent = source.Low,
            Path = path,
            Account = account,
            IsInduced = mark.Induced,
        }));
}
