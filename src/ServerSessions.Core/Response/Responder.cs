using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using ServerSessions.Model.Alerts;

namespace ServerSessions.Response;

/// <summary>
/// Carries out the response that is set for a rule, or only records it. The decision's id comes from alert, severity and
/// session, so a redelivered finding decides nothing anew, even when the decision was released meanwhile; a finding whose severity has risen does.
/// </summary>
internal sealed class Responder(
    DecisionStore store, DecisionFeed feed, AllowList allowed, ISessionFinder sessions, ResponseMetrics metrics, ResponseOptions options, TimeProvider time,
    ILogger<Responder> logger)
{
    // These rules see the sign-ins of the owner and of a stranger together, and either can be the newest. D16 receives D2's findings and is about the same sign-in.
    private static readonly FrozenSet<string> SeesOwner = FrozenSet.Create(StringComparer.Ordinal, "D2", "D15", "D16", "D18");

    private readonly Lock _counting = new();
    private readonly Dictionary<string, (long Minute, HashSet<string> Decided)> _decided = new(StringComparer.Ordinal);

    public async ValueTask ActAsync(ResponseCandidate candidate, CancellationToken cancellationToken)
    {
        var finding = candidate.Alert.Finding;
        if (!options.Rules.TryGetValue(finding.Rule, out var response) || finding.Severity < response.MinSeverity)
            return;
        // A redelivery after a crash must not use the budget again.
        if (await KnownAsync(candidate, cancellationToken) is { } known)
        {
            await store.WriteAsync(known, cancellationToken);
            return;
        }

        if (await IdentifyAsync(candidate, cancellationToken) is not { } identified)
        {
            metrics.Unidentified(response.Kind);
            Log.Unidentified(logger, response.Kind, finding.Rule, candidate.Session);
            return;
        }

        candidate = identified;
        var targets = Found(candidate).Targets;
        if (targets.Count == 0)
        {
            metrics.Unidentified(response.Kind);
            Log.Indistinct(logger, response.Kind, finding.Rule, candidate.Session);
            return;
        }

        var now = time.GetUtcNow();
        var decision = await store.WriteAsync(new SessionDecision
        {
            Id = IdOf(candidate, finding.Severity),
            Kind = response.Kind,
            State = await IsOwnersAsync(candidate, cancellationToken) ? DecisionState.Exempt : StateOf(candidate, response.Kind, now),
            Session = candidate.Session,
            Targets = targets,
            User = candidate.User,
            At = now,
            Until = now + (response.For ?? options.Lasting(response.Kind)),
            Reason = finding.Reason,
            Rule = finding.Rule,
            Alert = candidate.Alert.Id,
        }, cancellationToken);
        metrics.Decided(decision);
        if (decision.State != DecisionState.Active)
            return;
        await feed.RefreshAsync(cancellationToken);
        Log.Decided(logger, decision.Kind, decision.Id, decision.Session, decision.Until, $"rule {decision.Rule}");
    }

    // A decision at a higher severity includes this one.
    private async ValueTask<SessionDecision?> KnownAsync(ResponseCandidate candidate, CancellationToken cancellationToken)
    {
        for (var severity = candidate.Alert.Finding.Severity; severity <= Severity.High; severity++)
            if (await store.FindAsync(IdOf(candidate, severity), cancellationToken) is var (known, _))
                return known;
        return null;
    }

    // Where only a sign-in is answered, the candidate names it. Else a session that has closed is known by its journey; null where none was stored.
    private async ValueTask<ResponseCandidate?> IdentifyAsync(ResponseCandidate candidate, CancellationToken cancellationToken)
    {
        if (candidate.IsSignInOnly || candidate.Key is not null)
            return candidate;
        return SessionId.TryParse(candidate.Session, out var session) && await sessions.FindAsync(session, cancellationToken) is { } found
            ? candidate with { Key = found.Key.ToString(), KeyKind = found.KeyKind, AuthSession = Text(found.AuthSession), User = Text(found.User) }
            : null;
    }

    private static string? Text(Pseudonym pseudonym) => pseudonym.IsNone ? null : pseudonym.ToString();

    // A stranger's acts can make the owner's next sign-in the newest evidence. A sign-in from a network or browser that the user had before the attack is the owner's.
    // A session in which the same alert has found a sign-in before is no proof: an attacker can open the page before the first attempt, and sign in twice.
    private async ValueTask<bool> IsOwnersAsync(ResponseCandidate candidate, CancellationToken cancellationToken)
    {
        if (!candidate.IsSignInOnly || !SeesOwner.Contains(candidate.Alert.Finding.Rule) || !SessionId.TryParse(candidate.Session, out var session))
            return false;
        var decided = await store.ListForAsync([candidate.Alert.Id], cancellationToken);
        HashSet<string> found = [.. decided.Where(d => d.State is not (DecisionState.Exempt or DecisionState.Released)).Select(d => d.Session).OfType<string>()];
        return await sessions.IsFamiliarAsync(session, Read(candidate.User), candidate.Alert.Finding.First, found, cancellationToken);
    }

    private DecisionState StateOf(ResponseCandidate candidate, ResponseKind kind, DateTimeOffset now)
    {
        if (!candidate.IsEnforced)
            return DecisionState.Shadow;
        if (allowed.Has(Found(candidate).User))
            return DecisionState.Exempt;
        if (kind == ResponseKind.Observe || WithinBudget(candidate, now))
            return DecisionState.Active;
        Log.Withheld(logger, options.MaxPerMinute, kind, candidate.Alert.Finding.Rule);
        return DecisionState.Withheld;
    }

    // Counted by rule: a client that triggers one rule with disposable sessions must not prevent the response of another rule. The sign-ins of one alert count once: an attacker
    // who signs in to one account again and again must not prevent the response in another account.
    private bool WithinBudget(ResponseCandidate candidate, DateTimeOffset now)
    {
        var rule = candidate.Alert.Finding.Rule;
        var what = candidate.IsSignInOnly ? candidate.Alert.Id : $"{candidate.Alert.Id}|{candidate.Session}";
        lock (_counting)
        {
            var minute = now.ToUnixTimeSeconds() / 60;
            var decided = _decided.TryGetValue(rule, out var before) && before.Minute == minute ? before.Decided : new HashSet<string>(StringComparer.Ordinal);
            _decided[rule] = (minute, decided);
            return decided.Contains(what) || (decided.Count < options.MaxPerMinute && decided.Add(what));
        }
    }

    private static FoundSession Found(ResponseCandidate candidate) => new(Read(candidate.Key), candidate.KeyKind, Read(candidate.AuthSession), Read(candidate.User), candidate.IsSignInOnly);

    private static Pseudonym Read(string? hash) => Pseudonym.TryParse(hash, out var pseudonym) ? pseudonym : default;

    // Each sign-in of an account or a user is decided by itself.
    private static string IdOf(ResponseCandidate candidate, Severity severity) => "dec_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{candidate.Alert.Id}|{severity}|{candidate.Session}{(candidate.IsSignInOnly ? $"|{candidate.AuthSession}" : "")}")).AsSpan(0, 16));
}
