using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ServerSessions.Diagnostics;
using ServerSessions.Model;

namespace ServerSessions.Response;

/// <summary>Makes and releases decisions of people and of the application.</summary>
internal sealed class SessionControl(
    DecisionStore store, ISessionFinder sessions, DecisionFeed feed, ResponseMetrics metrics, ResponseOptions options, TimeProvider time,
    IAuditNames names, ILogger<SessionControl> logger, ISignInTimes? signIns = null) : ISessionControl
{
    private const int MaxListed = 500;
    private const string Application = "the application";

    public ValueTask<SessionDecision?> RevokeAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken = default) =>
        DecideAsync(ResponseKind.Revoke, target, note, cancellationToken);

    public ValueTask<SessionDecision?> ChallengeAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken = default) =>
        DecideAsync(ResponseKind.Challenge, target, note, cancellationToken);

    public ValueTask<SessionDecision?> ThrottleAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken = default) =>
        DecideAsync(ResponseKind.Throttle, target, note, cancellationToken);

    public ValueTask<SessionDecision?> BlockAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken = default) =>
        DecideAsync(ResponseKind.Block, target, note, cancellationToken);

    public async ValueTask<IReadOnlyList<SessionDecision>> ReleaseAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken = default)
    {
        note = note.Checked();
        var session = target.Session == default ? null : target.Session.ToString();
        var keys = (await TargetsAsync(target, cancellationToken))?.Targets.Select(t => t.Hash).ToHashSet(StringComparer.Ordinal) ?? [];
        var released = new List<SessionDecision>();
        foreach (var active in await store.ActiveAsync(cancellationToken))
            if ((session is not null && active.Session == session) || Named(active, target).Any(t => keys.Contains(t.Hash)))
                if (await EndAsync(active.Id, DecisionState.Released, note, cancellationToken) is { } ended)
                    released.Add(ended);
        return released;
    }

    public async ValueTask<SessionDecision?> ReleaseAsync(string decision, ResponseNote note, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(decision);
        return await EndAsync(decision, DecisionState.Released, note.Checked(), cancellationToken);
    }

    public ValueTask<Page<SessionDecision>> ListAsync(string? after = null, int limit = 50, CancellationToken cancellationToken = default) =>
        limit is < 1 or > MaxListed
            ? throw new ArgumentException($"The limit is {limit}; expected 1 to {MaxListed}.")
            : store.ListAsync(after is null ? null : Cursor.Document(after), limit, cancellationToken);

    public async ValueTask<IReadOnlyList<SessionDecision>> ActiveAsync(CancellationToken cancellationToken = default) =>
        [.. (await store.ActiveAsync(cancellationToken)).Where(d => d.State == DecisionState.Active).OrderByDescending(d => d.At).ThenByDescending(d => d.Id, StringComparer.Ordinal)];

    public ValueTask<IReadOnlyList<SessionDecision>> ListForSessionAsync(SessionId session, CancellationToken cancellationToken = default) => store.ListForAsync([session.ToString()], cancellationToken);

    public ValueTask<IReadOnlyList<SessionDecision>> ListForAlertAsync(Alert alert, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var subject = alert.Finding.Subject;
        return store.ListForAsync(subject.Kind == ActorKind.Session ? [alert.Id, subject.Hash] : [alert.Id], cancellationToken);
    }

    public async ValueTask<SessionDecision?> FindAsync(string decision, CancellationToken cancellationToken = default) =>
        await store.FindAsync(decision, cancellationToken) is var (found, _) ? found.AsOf(time.GetUtcNow()) : null;

    private async ValueTask<SessionDecision?> DecideAsync(ResponseKind kind, ResponseTarget target, ResponseNote note, CancellationToken cancellationToken)
    {
        note = note.Checked();
        if (await TargetsAsync(target, cancellationToken) is not var (targets, user))
            return null;
        if (targets.Count == 0)
            throw new InvalidOperationException("The session is known by its network and user agent only, which other visitors share; a response would affect them too.");
        var now = time.GetUtcNow();
        var missed = kind == ResponseKind.Revoke && signIns is not null && targets.Any(t => t.Kind != DecisionTargetKind.AuthSession) ? await signIns.SchemesWithoutTimeAsync() : [];
        var decision = await store.WriteAsync(new SessionDecision
        {
            Id = "dec_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Kind = kind,
            State = DecisionState.Active,
            Session = target.Session == default ? null : target.Session.ToString(),
            Targets = targets,
            User = user,
            At = now,
            Until = now + (note.For ?? options.Lasting(kind)),
            Reason = note.Reason,
            By = note.By,
            NotSignedOut = missed.Count == 0 ? null : missed,
            OnlyUsers = target.Person is { } person && target.Spared.IsNone ? [.. person.Select(p => p.ToString())] : null,
            SparedSignIn = target.Spared.IsNone ? null : target.Spared.ToString(),
        }, cancellationToken);
        // This node applies it at once, without waiting for the notification.
        await feed.RefreshAsync(cancellationToken);
        metrics.Decided(decision);
        Log.Decided(logger, kind, decision.Id, decision.Session, decision.Until, names.Of(decision.By, Application));
        return decision;
    }

    // The target of the decision itself: a user's sign-ins are only listed in addition to the user.
    private static IEnumerable<DecisionTarget> Named(SessionDecision decision, ResponseTarget target) =>
        target.UserId is null && decision.Targets.Any(t => t.Kind == DecisionTargetKind.User) ? [] : decision.Targets;

    // Null when there is no such session.
    private async ValueTask<(IReadOnlyList<DecisionTarget> Targets, string? User)?> TargetsAsync(ResponseTarget target, CancellationToken cancellationToken)
    {
        if (target is { Person: [var person, ..], Targets: { } own })
            return (own, person.ToString());
        if (target.UserId is { } user)
            return ([.. sessions.UsersOf(user, target.Issuer).Select(u => new DecisionTarget(DecisionTargetKind.User, u.ToString()))], null);
        if (!target.Key.IsNone)
            return ([new DecisionTarget(DecisionTargetKind.Key, target.Key.ToString())], null);
        if (target.Session == default)
            throw new ArgumentException("The target is empty; use ResponseTarget.OfSession, OfKey or OfUser.", nameof(target));
        return await sessions.FindAsync(target.Session, cancellationToken) is { } found ? (found.Targets, found.User.IsNone ? null : found.User.ToString()) : null;
    }

    private async ValueTask<SessionDecision?> EndAsync(string id, DecisionState state, ResponseNote note, CancellationToken cancellationToken)
    {
        if (await store.EndAsync(id, state, note, cancellationToken) is not { } ended)
            return null;
        await feed.RefreshAsync(cancellationToken);
        if (ended.State == state)
            Log.Ended(logger, id, state, names.Of(note.By, Application));
        return ended;
    }
}
