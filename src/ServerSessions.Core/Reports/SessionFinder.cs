using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Privacy;
using ServerSessions.Response;
using ServerSessions.Storage;

namespace ServerSessions.Reports;

/// <summary>Returns the keys of a session and what it did, from its journey.</summary>
internal sealed class SessionFinder(ISessionStorage storage, JourneySettings settings, DetectionEngine detection, Pseudonymizer pseudonyms, TimeProvider time) : ISessionFinder
{
    private const int MaxEarlier = 200;

    public async ValueTask<FoundSession?> FindAsync(SessionId session, CancellationToken cancellationToken) =>
        await Reader().FindAsync(session, cancellationToken) is { } journey
            ? new FoundSession(journey.Key, journey.KeyKind, journey.AuthSession, journey.User)
            : null;

    public object Names => pseudonyms.Names;

    // An id of 32 hexadecimal digits may be a hash, or a GUID in clear.
    public IReadOnlyList<Pseudonym> UsersOf(string user, string? issuer = null) =>
        [.. Pseudonym.TryParse(user, out var hash) ? [hash] : Enumerable.Empty<Pseudonym>(), .. pseudonyms.UserUnderEveryKey(user, issuer)];

    public async ValueTask<bool> IsFamiliarAsync(SessionId session, Pseudonym user, DateTimeOffset before, IReadOnlySet<string> except, CancellationToken cancellationToken)
    {
        if (user.IsNone || await Reader().FindAsync(session, cancellationToken) is not { } found)
            return false;
        var query = new JourneyQuery(0, before.ToUnixTimeMilliseconds(), user, null, MaxEarlier);
        var reader = Reader();
        if (await IsInIndexAsync())
            return true;
        // In this order no session is missed that closes meanwhile: it leaves the open ones for the outbox, and the outbox for the user's index.
        var (open, _) = await reader.NewestOpenAsync(before: null, [user], MaxEarlier, cancellationToken);
        return open.Select(s => reader.ReadOpen(s.State)).Any(IsEarlier)
            || (await reader.ListUnindexedAsync(user, cancellationToken)).Any(IsEarlier)
            || await IsInIndexAsync();

        async ValueTask<bool> IsInIndexAsync() => (await storage.ListAsync(query, cancellationToken)).Select(reader.Read).Any(IsSame);

        bool IsEarlier(Journey journey) => journey.Start < before && IsSame(journey);

        bool IsSame(Journey earlier) => earlier.Id != session && !except.Contains(earlier.Id.ToString())
            && ((found.Network is not null && earlier.Network == found.Network) || (found.KeyKind == KeyKind.Cookie && earlier.Key == found.Key));
    }

    public async ValueTask<ShadowEvaluation?> EvaluateAsync(SessionId session, string rule, DateTimeOffset after, CancellationToken cancellationToken)
    {
        if (await Reader().FindAsync(session, cancellationToken) is not { } journey)
            return null;
        var steps = journey.Steps.Where(s => s.Time > after).ToList();
        var refused = steps.Count(s => s.Outcome is not (Outcome.Ok or Outcome.Redirected or Outcome.Aborted));
        var findings = journey.Findings.Count(f => f.Rule != Incident.Rule && f.Severity > Severity.Info && (f.Rule == rule ? f.Raised > after : f.Last > after));
        return ShadowEvaluation.Judge(steps.Count, refused, findings, journey.Class == JourneyClass.Completed, time.GetUtcNow());
    }

    private JourneyReader Reader() => new(storage, settings, detection);
}
