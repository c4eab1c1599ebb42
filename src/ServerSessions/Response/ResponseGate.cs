using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ServerSessions.Model;

namespace ServerSessions.Response;

/// <summary>Asks, on a request's way in, whether something holds against it, and answers in the application's place when it does.</summary>
internal sealed class ResponseGate(
    DecisionTable table, AllowList allowed, IOptions<SessionTrackingOptions> options, ResponseMetrics metrics, TimeProvider time)
{
    private readonly Func<HttpContext, SessionDecision, Task>? _issueChallenge = options.Value.IssueChallenge;
    private readonly ResponseOptions _options = options.Value.Responses;

    /// <summary>No decision is active.</summary>
    public bool IsQuiet => table.IsEmpty;

    /// <summary>The decision that ends this sign-in; null when it is good.</summary>
    public SessionDecision? Revoked(HttpContext context, in RequestKeys keys) =>
        IsQuiet || !keys.IsSignedIn ? null : Find(context, keys, ResponseKind.Revoke, time.GetUtcNow());

    /// <summary>The block of a sign-in that a request shows only after it was let in; null when there is none.</summary>
    public SessionDecision? Blocked(HttpContext context, in RequestKeys keys) => Find(context, keys, ResponseKind.Block, time.GetUtcNow());

    /// <summary>Whether the sign-in is let through only because its scheme cannot say when it was made.</summary>
    public bool MissesRevocation(in RequestKeys keys) => keys.SignedIn.IsStanding && (Misses(keys, keys.KeyName) || Misses(keys, keys.UserName));

    /// <summary>Whether what holds cuts a request that was let in a moment ago. Allowed networks and users are spared as on the way in.</summary>
    public bool Cuts(HttpContext context, in RequestKeys keys)
    {
        var now = time.GetUtcNow();
        return Find(context, keys, ResponseKind.Block, now) is not null || Find(context, keys, ResponseKind.Revoke, now) is not null;
    }

    /// <summary>Counts a sign-in that was refused.</summary>
    public void CountRefused(ResponseKind kind) => metrics.Refused(kind);

    /// <summary>Answers the request because something holds against it; null when the application may.</summary>
    public Task? Refuse(HttpContext context, in RequestKeys keys)
    {
        // No decision applies to this request: the usual case while decisions about others are active.
        if (!table.Has(keys.KeyName) && !table.Has(keys.AuthSessionName) && !table.Has(keys.UserName))
            return null;
        var now = time.GetUtcNow();
        if (Find(context, keys, ResponseKind.Block, now) is { } block)
            return Answer(block, Refusals.BlockedAsync(context, block));
        // Authentication refuses it before this; where another service has taken that one's place, it is refused here.
        if (Revoked(context, keys) is { } revoke)
            return Answer(revoke, Refusals.RevokedAsync(context, revoke));
        if (Find(context, keys, ResponseKind.Throttle, now) is { } throttle
            && table.GaugeOf(throttle, _options.ThrottledPerMinute).Take(now) is var wait && wait > TimeSpan.Zero)
            return Answer(throttle, Refusals.ThrottledAsync(context, throttle, wait));
        if (Find(context, keys, ResponseKind.Challenge, now) is { } challenge && !IsStepUp(context))
            return Answer(challenge, _issueChallenge is { } issue ? issue(context, challenge) : Refusals.ChallengedAsync(context, challenge, _options.ChallengePath));
        return null;
    }

    // Returns the answer and no delegate, which would be an allocation for every request that passes.
    private Task Answer(SessionDecision decision, Task answer)
    {
        metrics.Refused(decision.Kind);
        return answer;
    }

    private SessionDecision? Find(HttpContext context, in RequestKeys keys, ResponseKind kind, DateTimeOffset now) =>
        Find(context, keys, keys.AuthSessionName, kind, now) ?? Find(context, keys, keys.KeyName, kind, now) ?? Find(context, keys, keys.UserName, kind, now);

    // One of several keys is a name's; which of them a decision was made under is not known.
    private SessionDecision? Find(HttpContext context, in RequestKeys keys, in KeyedName name, ResponseKind kind, DateTimeOffset now)
    {
        if (name.Every is null)
            return Find(context, keys, name.Pseudonym, kind, now);
        foreach (var key in name.Every)
            if (Find(context, keys, key, kind, now) is { } decision)
                return decision;
        return null;
    }

    private SessionDecision? Find(HttpContext context, in RequestKeys keys, Pseudonym key, ResponseKind kind, DateTimeOffset now)
    {
        if (table.Find(key) is not { } ruling)
            return null;
        var held = ruling.Of(kind);
        for (var i = 0; i < held.Count; i++)
            if (held[i].Decision is var decision && decision.Until > now && held[i].Concerns(keys) && !Spares(context, keys, decision))
                return decision;
        return null;
    }

    private bool Misses(in RequestKeys keys, in KeyedName name)
    {
        if (name.Every is null)
            return Misses(keys, name.Pseudonym);
        foreach (var key in name.Every)
            if (Misses(keys, key))
                return true;
        return false;
    }

    private bool Misses(in RequestKeys keys, Pseudonym key)
    {
        if (table.Find(key) is not { } ruling)
            return false;
        foreach (var held in ruling.Of(ResponseKind.Revoke))
            if (held.Misses(keys))
                return true;
        return false;
    }

    private bool Spares(HttpContext context, in RequestKeys keys, SessionDecision decision) =>
        decision.Rule is not null && (allowed.Has(keys.User) || allowed.Has(context.Connection.RemoteIpAddress));

    private bool IsStepUp(HttpContext context) =>
        (_options.ChallengePath is { } path && context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        || context.GetEndpoint()?.Metadata.GetMetadata<AllowDuringChallengeAttribute>() is not null;
}
