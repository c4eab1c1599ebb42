using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using ServerSessions.Model.Alerts;

namespace ServerSessions.Response;

/// <summary>
/// Carries out what is set for a rule, or writes down what it would have been. The decision's id comes from alert, severity and
/// session: the same finding handed over again decides nothing anew, also when people have taken the decision back meanwhile, and one that has risen does.
/// </summary>
internal sealed class Responder(
    DecisionStore store, DecisionFeed feed, AllowList allowed, ISessionFinder sessions, ResponseMetrics metrics, ResponseOptions options, TimeProvider time,
    ILogger<Responder> logger)
{
    // Rules that see the owner's sign-ins and a stranger's together: whose is the newest is chance. D16 hears D2, and is about the same sign-in.
    private static readonly FrozenSet<string> SeesOwner = FrozenSet.Create(StringComparer.Ordinal, "D2", "D15", "D16", "D18");

    private readonly Lock _counting = new();
    private readonly Dictionary<string, (long Minute, int Decided)> _decided = new(StringComparer.Ordinal);

    public async ValueTask ActAsync(SuspectSession suspect, CancellationToken cancellationToken)
    {
        var finding = suspect.Alert.Finding;
        if (!options.Rules.TryGetValue(finding.Rule, out var response) || finding.Severity < response.MinSeverity)
            return;
        var targets = Found(suspect).Targets;
        if (targets.Count == 0)
            return;
        var now = time.GetUtcNow();
        var id = IdOf(suspect, finding.Severity);
        // The budget is asked once a decision, not once a crash.
        if (await store.FindAsync(id, cancellationToken) is var (known, _))
        {
            await store.WriteAsync(known, cancellationToken);
            return;
        }

        var decision = await store.WriteAsync(new SessionDecision
        {
            Id = id,
            Kind = response.Kind,
            State = await IsOwnersAsync(suspect, cancellationToken) ? DecisionState.Exempt : StateOf(suspect, response.Kind, now),
            Session = suspect.Session,
            Targets = targets,
            User = suspect.User,
            At = now,
            Until = now + (response.For ?? options.Lasting(response.Kind)),
            Reason = finding.Reason,
            Rule = finding.Rule,
            Alert = suspect.Alert.Id,
        }, cancellationToken);
        metrics.Decided(decision);
        if (decision.State != DecisionState.Active)
            return;
        await feed.RefreshAsync(cancellationToken);
        Log.Decided(logger, decision.Kind, decision.Id, decision.Session, decision.Until, $"rule {decision.Rule}");
    }

    // What a stranger does makes the owner's next sign-in look like theirs. From where the user was before it began, it is the user's.
    private async ValueTask<bool> IsOwnersAsync(SuspectSession suspect, CancellationToken cancellationToken) =>
        suspect.IsSignInOnly && SeesOwner.Contains(suspect.Alert.Finding.Rule) && SessionId.TryParse(suspect.Session, out var session)
        && await sessions.IsFamiliarAsync(session, Read(suspect.User), suspect.Alert.Finding.First, cancellationToken);

    private DecisionState StateOf(SuspectSession suspect, ResponseKind kind, DateTimeOffset now)
    {
        if (!suspect.IsEnforced)
            return DecisionState.Shadow;
        if (allowed.Has(Found(suspect).User))
            return DecisionState.Exempt;
        if (kind == ResponseKind.Observe || WithinBudget(suspect.Alert.Finding.Rule, now))
            return DecisionState.Active;
        Log.Withheld(logger, options.MostPerMinute, kind, suspect.Alert.Finding.Rule);
        return DecisionState.Withheld;
    }

    // By rule: who fires one rule with sessions to be thrown away must not keep another from answering.
    private bool WithinBudget(string rule, DateTimeOffset now)
    {
        lock (_counting)
        {
            var minute = now.ToUnixTimeSeconds() / 60;
            var decided = _decided.TryGetValue(rule, out var before) && before.Minute == minute ? before.Decided + 1 : 1;
            _decided[rule] = (minute, decided);
            return decided <= options.MostPerMinute;
        }
    }

    private static FoundSession Found(SuspectSession suspect) => new(Read(suspect.Key), suspect.KeyKind, Read(suspect.AuthSession), Read(suspect.User), suspect.IsSignInOnly);

    private static Pseudonym Read(string? hash) => Pseudonym.TryParse(hash, out var pseudonym) ? pseudonym : default;

    private static string IdOf(SuspectSession suspect, Severity severity) =>
        "dec_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{suspect.Alert.Id}|{severity}|{suspect.Session}")).AsSpan(0, 16));
}
