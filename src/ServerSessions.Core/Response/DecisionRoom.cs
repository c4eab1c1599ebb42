namespace ServerSessions.Response;

/// <summary>
/// Whether a decision finds room among those that hold. A revocation of a sign-in never gives way, whoever made it: what would have to push one out is refused. So no flood
/// of findings, which fills at most its rule's part, and no user, who fills at most theirs, can bring a revoked sign-in back.
/// </summary>
internal static class DecisionRoom
{
    /// <summary>Decisions that hold at a time.</summary>
    public const int Capacity = 10_000;

    /// <summary>Of them by all rules together: the rest is kept for people and the application.</summary>
    public const int ForRules = 8_000;

    /// <summary>Of them by one rule.</summary>
    public const int PerRule = 2_000;

    /// <summary>
    /// Of them of one kind about one user's sessions, or one key where no user is known, by one author; as many about the user as a whole, so that the sessions that
    /// a user signs out one by one never keep the user from being signed out everywhere.
    /// </summary>
    public const int PerSubject = 50;

    /// <summary>What becomes of a new decision, by all that holds.</summary>
    public static RoomAnswer For(SessionDecision wanted, IReadOnlyCollection<SessionDecision> active)
    {
        if (wanted.Rule is null && active.FirstOrDefault(d => d.Reason == wanted.Reason && IsRepeated(wanted, d)) is { } same)
            return new RoomAnswer { Same = same };
        var covered = active.Where(d => Covers(wanted, d)).ToHashSet();
        var left = active.Where(d => !covered.Contains(d)).ToList();
        HashSet<SessionDecision> displaced = [];
        if (Alike(wanted, left) is { Count: >= PerSubject } alike)
        {
            // For another reason, which the log would keep while there is room.
            if (wanted.Rule is null && active.FirstOrDefault(d => IsRepeated(wanted, d)) is { } repeated)
                return new RoomAnswer { Same = repeated };
            // The newest session of a user is the one to answer: fifty that were given up for it must not spare it.
            if (Least(alike, wanted) is not { } least)
                return new RoomAnswer { Refusal = $"{PerSubject} decisions of one author hold about this user or browser already. Revoke the user as a whole, or release some." };
            displaced.Add(least);
        }

        foreach (var (among, capacity, whose) in Bounds(wanted))
        {
            var all = left.Where(d => among(d) && !displaced.Contains(d)).ToList();
            if (all.Count < capacity)
                continue;
            if (Least(all, wanted) is not { } least)
                return new RoomAnswer { Refusal = $"{all.Count} decisions {whose} hold, as many as may, and none is less important than this one. Release some, or look at what makes so many." };
            displaced.Add(least);
        }

        return new RoomAnswer { Displaced = [.. displaced], Covered = [.. covered] };
    }

    private static IEnumerable<(Func<SessionDecision, bool> Among, int Capacity, string Whose)> Bounds(SessionDecision wanted)
    {
        if (wanted.Rule is { } rule)
        {
            yield return (d => d.Rule == rule, PerRule, $"of rule {rule}");
            yield return (d => d.Rule is not null, ForRules, "of rules");
        }

        yield return (_ => true, Capacity, "in all");
    }

    private static List<SessionDecision> Alike(SessionDecision wanted, List<SessionDecision> left)
    {
        var (isWhole, subject) = (IsWhole(wanted), Subject(wanted));
        return [.. left.Where(d => d.Kind == wanted.Kind && d.Rule == wanted.Rule && d.By == wanted.By && IsWhole(d) == isWhole && Subject(d).Overlaps(subject))];
    }

    private static SessionDecision? Least(IEnumerable<SessionDecision> held, SessionDecision wanted) =>
        held.Where(d => GivesWay(d, wanted)).OrderBy(Rank).ThenBy(d => d.Until).FirstOrDefault();

    private static bool IsWhole(SessionDecision decision) => decision.Targets.Any(t => t.Kind == DecisionTargetKind.User);

    // The same act by the same author: one decision that is decided again.
    private static bool IsRepeated(SessionDecision wanted, SessionDecision held) =>
        held.Rule is null && held.State == DecisionState.Active && held.Kind == wanted.Kind && held.Session == wanted.Session && held.By == wanted.By
        && Names(held).SetEquals(Names(wanted));

    // A rule that finds the same again: what it decided before adds nothing to what it decides now.
    private static bool Covers(SessionDecision wanted, SessionDecision held) =>
        wanted.Rule is not null && held.Rule == wanted.Rule && held.Kind == wanted.Kind && held.Until <= wanted.Until && held.At <= wanted.At
        && held.Passes.Count == 0 && Names(held).SetEquals(Names(wanted));

    private static bool GivesWay(SessionDecision held, SessionDecision wanted) =>
        (held.Kind != ResponseKind.Revoke || EndsNoSignIn(held)) && (Rank(held) < Rank(wanted) || (Rank(held) == Rank(wanted) && held.Until < wanted.Until));

    // Of a rule, about a browser in which no user was known: it ends nothing, and cookies without end can be had for nothing.
    private static bool EndsNoSignIn(SessionDecision held) => held is { Rule: not null, User: null } && held.Targets.All(t => t.Kind == DecisionTargetKind.Key);

    // By hand before by rule, then what keeps out more.
    private static int Rank(SessionDecision decision) => (decision.Rule is null ? 10 : 0) + decision.Kind switch
    {
        ResponseKind.Revoke => 3,
        ResponseKind.Block => 2,
        ResponseKind.Challenge => 1,
        _ => 0,
    };

    // Where the user is named, the sign-ins beside it are only those that were known.
    private static HashSet<DecisionTarget> Names(SessionDecision decision) =>
        [.. IsWhole(decision) ? decision.Targets.Where(t => t.Kind == DecisionTargetKind.User) : decision.Targets];

    private static HashSet<string> Subject(SessionDecision decision) =>
        decision.User is { } user ? [user] : [.. Names(decision).Select(t => t.Hash)];
}
