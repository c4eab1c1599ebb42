using ServerSessions.Response;

namespace ServerSessions.Reports.Personal;

/// <summary>Lists the devices of a person, and signs them out.</summary>
internal sealed class DeviceReports(PersonJourneys journeys, ISessionControl control, DecisionTable decisions, TimeProvider time, ISignInTimes? signIns = null)
{
    private const int MaxSessions = 1_000;
    private const int MaxTargets = 90;
    private const string Reason = "Signed out by the user.";
    private const string OthersReason = "The user signed out all other devices.";
    private static readonly TimeSpan Range = TimeSpan.FromDays(400);

    public async ValueTask<PersonDevices> ListAsync(RequestKeys request, CancellationToken cancellationToken)
    {
        var users = Users(request);
        var (found, isComplete) = await journeys.ListAsync(users, time.GetUtcNow() - Range, MaxSessions, cancellationToken);
        var devices = found.GroupBy(j => j.Key).Select(g => Device([.. g], request, users));
        return new PersonDevices(
            [.. devices.OrderByDescending(d => d.IsThis).ThenByDescending(d => d.LastSeen)], isComplete, signIns is null ? [] : await signIns.SchemesWithoutTimeAsync());
    }

    /// <summary>Signs out the device of one of the person's sessions; null when the person has no such session.</summary>
    /// <exception cref="SignOutException">Others may share what is known of it.</exception>
    public async ValueTask<SignOutResult?> SignOutAsync(RequestKeys request, SessionId id, CancellationToken cancellationToken)
    {
        var users = Users(request);
        if (await journeys.FindAsync(users, id, cancellationToken) is not { } journey)
            return null;
        var (found, _) = await journeys.ListAsync(users, time.GetUtcNow() - Range, MaxSessions, cancellationToken);
        var targets = Targets([journey, .. found.Where(j => j.Key == journey.Key)]);
        if (targets.Count == 0)
            throw new SignOutException("This session is known by its network and browser only, which others may share, so it cannot be signed out by itself. Sign out all other devices instead.");
        return Result(await control.RevokeAsync(ResponseTarget.OfOwnDevice(users, targets), new ResponseNote(Reason), cancellationToken));
    }

    /// <summary>Signs out all devices but the one that asks.</summary>
    /// <exception cref="SignOutException">The sign-in of the request cannot be recognised, so it would end too.</exception>
    public async ValueTask<SignOutResult?> SignOutOthersAsync(RequestKeys request, CancellationToken cancellationToken) =>
        request.AuthSession.IsNone && !request.SignedIn.IsStanding
            ? throw new SignOutException("This sign-in cannot be distinguished from the others, so it would end too. Sign in again, then sign out the other devices.")
            : Result(await control.RevokeAsync(ResponseTarget.OfOwnOthers(Users(request), request.AuthSession), new ResponseNote(OthersReason), cancellationToken));

    private PersonDevice Device(IReadOnlyList<Journey> sessions, RequestKeys request, IReadOnlyList<Pseudonym> users)
    {
        var newest = sessions[0];
        var last = sessions.Max(j => j.End);
        return new PersonDevice
        {
            Id = newest.Id.ToString(),
            Client = newest.Client,
            Country = newest.Country,
            FirstSeen = sessions.Min(j => j.Start),
            LastSeen = last,
            Sessions = sessions.Count,
            IsThis = (!request.Key.IsNone && request.KeyName.Is(newest.Key)) || (!request.AuthSession.IsNone && sessions.Any(j => request.AuthSessionName.Is(j.AuthSession))),
            IsOpen = sessions.Any(j => j.Close == CloseReason.Open),
            CanSignOut = Targets(sessions).Count > 0,
            SignedOutAt = SignedOut(sessions, users, last),
        };
    }

    // Seen since means signed in again.
    private DateTimeOffset? SignedOut(IReadOnlyList<Journey> sessions, IReadOnlyList<Pseudonym> users, DateTimeOffset last)
    {
        var names = sessions.Select(j => j.AuthSession).Append(sessions[0].Key).Concat(users).Where(p => !p.IsNone).Distinct();
        var ended = names.SelectMany(name => decisions.Find(name)?.Of(ResponseKind.Revoke) ?? []).Select(a => a.Decision)
            .Where(d => d.At >= last && !sessions.Any(j => !j.AuthSession.IsNone && j.AuthSession.ToString() == d.SparedSignIn)
                && (d.OnlyUsers is null || users.Any(u => d.OnlyUsers.Contains(u.ToString()))))
            .ToList();
        return ended.Count == 0 ? null : ended.Max(d => d.At);
    }

    // Of a browser that others use too, only the sign-ins of this user: the decision says whose.
    private static List<DecisionTarget> Targets(IReadOnlyList<Journey> sessions)
    {
        var targets = sessions.Where(j => !j.AuthSession.IsNone).Select(j => new DecisionTarget(DecisionTargetKind.AuthSession, j.AuthSession.ToString())).Distinct().Take(MaxTargets).ToList();
        if (sessions[0].KeyKind is KeyKind.Cookie or KeyKind.Authenticated && sessions[0].Key != sessions[0].AuthSession)
            targets.Add(new DecisionTarget(DecisionTargetKind.Key, sessions[0].Key.ToString()));
        return targets;
    }

    private static IReadOnlyList<Pseudonym> Users(RequestKeys request) => request.UserName.All;

    private static SignOutResult? Result(SessionDecision? decision) => decision is null ? null : new SignOutResult(decision.At, decision.Until, decision.NotSignedOut ?? []);
}
