using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ServerSessions.Model;

namespace ServerSessions.Response;

/// <summary>Asks, on a request's way in, whether something holds against it, and answers in the application's place when it does.</summary>
internal sealed class ResponseGate(
    DecisionTable table, AllowList allowed, IOptions<SessionTrackingOptions> options, ResponseMetrics metrics, TimeProvider time)
{
    private static readonly Func<Ruling, SessionDecision?> Revokes = static r => r.Revoke;

    private readonly ResponseOptions _options = options.Value.Responses;

    /// <summary>Nothing holds against anybody.</summary>
    public bool IsQuiet => table.IsEmpty;

    /// <summary>The decision that ends this sign-in; null when it is good.</summary>
    public SessionDecision? Revoked(HttpContext context, in RequestKeys keys)
    {
        if (IsQuiet || !keys.IsSignedIn)
            return null;
        var now = time.GetUtcNow();
        return Find(context, keys, keys.AuthSessionName, Revokes, now) ?? Find(context, keys, keys.KeyName, Revokes, now) ?? Find(context, keys, keys.UserName, Revokes, now);
    }

    /// <summary>Whether what holds cuts a request that was let in a moment ago.</summary>
    public bool Cuts(in RequestKeys keys)
    {
        var now = time.GetUtcNow();
        return Cuts(keys, keys.KeyName, now) || Cuts(keys, keys.AuthSessionName, now) || Cuts(keys, keys.UserName, now);
    }

    /// <summary>Counts a sign-in that was refused.</summary>
    public void CountRevoked() => metrics.Refused(ResponseKind.Revoke);

    /// <summary>Answers the request because something holds against it; null when the application may.</summary>
    public Task? Refuse(HttpContext context, in RequestKeys keys)
    {
        // Nothing is about him: the usual case while something holds against others.
        if (!table.Has(keys.KeyName) && !table.Has(keys.AuthSessionName) && !table.Has(keys.UserName))
            return null;
        var now = time.GetUtcNow();
        if (Find(context, keys, static r => r.Block, now) is { } block)
            return Answer(block, Refusals.BlockedAsync(context, block));
        // Authentication refuses it before this; where another service has taken that one's place, it is refused here.
        if (Revoked(context, keys) is { } revoke)
            return Answer(revoke, Refusals.RevokedAsync(context, revoke));
        if (Find(context, keys, static r => r.Throttle, now) is { } throttle
            && table.GaugeOf(throttle, _options.ThrottledPerMinute).Take(now) is var wait && wait > TimeSpan.Zero)
            return Answer(throttle, Refusals.ThrottledAsync(context, throttle, wait));
        if (Find(context, keys, static r => r.Challenge, now) is { } challenge && !IsStepUp(context))
            return Answer(challenge, _options.IssueChallenge is { } issue ? issue(context, challenge) : Refusals.ChallengedAsync(context, challenge, _options.ChallengePath));
        return null;
    }

    private bool Cuts(in RequestKeys keys, in KeyedName name, DateTimeOffset now)
    {
        if (name.Every is null)
            return Cuts(keys, name.Pseudonym, now);
        foreach (var key in name.Every)
            if (Cuts(keys, key, now))
                return true;
        return false;
    }

    private bool Cuts(in RequestKeys keys, Pseudonym key, DateTimeOffset now) =>
        table.Find(key) is { } ruling && !allowed.Has(keys.User) && (ruling.Block?.Until > now || (keys.IsSignedIn && ruling.Revokes(keys.SignedIn, now)));

    // The answer and no way to it: that would be an allocation for everybody who is let through.
    private Task Answer(SessionDecision decision, Task answer)
    {
        metrics.Refused(decision.Kind);
        return answer;
    }

    private SessionDecision? Find(HttpContext context, in RequestKeys keys, Func<Ruling, SessionDecision?> kind, DateTimeOffset now) =>
        Find(context, keys, keys.KeyName, kind, now) ?? Find(context, keys, keys.AuthSessionName, kind, now) ?? Find(context, keys, keys.UserName, kind, now);

    // One of several keys is a name's; which of them a decision was made under is not known.
    private SessionDecision? Find(HttpContext context, in RequestKeys keys, in KeyedName name, Func<Ruling, SessionDecision?> kind, DateTimeOffset now)
    {
        if (name.Every is null)
            return Find(context, keys, name.Pseudonym, kind, now);
        foreach (var key in name.Every)
            if (Find(context, keys, key, kind, now) is { } decision)
                return decision;
        return null;
    }

    private SessionDecision? Find(HttpContext context, in RequestKeys keys, Pseudonym key, Func<Ruling, SessionDecision?> kind, DateTimeOffset now) =>
        table.Find(key) is { } ruling && kind(ruling) is { } decision && (kind == Revokes ? ruling.Revokes(keys.SignedIn, now) : decision.Until > now)
        && !Spares(context, keys, decision) ? decision : null;

    private bool Spares(HttpContext context, in RequestKeys keys, SessionDecision decision) =>
        decision.Rule is not null && (allowed.Has(keys.User) || allowed.Has(context.Connection.RemoteIpAddress));

    private bool IsStepUp(HttpContext context) =>
        (_options.ChallengePath is { } path && context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        || context.GetEndpoint()?.Metadata.GetMetadata<AllowDuringChallengeAttribute>() is not null;
}
