namespace ServerSessions.Response;

/// <summary>
/// Decides whether a new decision fits into the limits of active decisions. A revocation of a sign-in never gives way; a decision that could only replace one is refused. So no flood
/// of findings, which fills at most its rule's part, and no user, whose part is limited too, can make a revoked sign-in valid again.
/// </summary>
internal static class DecisionLimits
{
    /// <summary>Maximum number of active decisions.</summary>
    public const int Capacity = 10_000;

    /// <summary>
    /// Maximum number of those without a named author: of rules and of the application, through which any users sign out their own sessions. The rest is reserved for people.
    /// </summary>
    public const int ForUnnamed = 9_000;

    /// <summary>Maximum number of those made by all rules together; the rest is reserved for people and the application.</summary>
    public const int ForRules = 8_000;

    /// <summary>Maximum number of those made by one rule.</summary>
    public const int PerRule = 2_000;

    /// <summary>
    /// Maximum number of one kind about one user's sessions (or one key without a user), by one author. The user as a whole has the same limit, counted apart, so that sessions that
    /// a user signs out one by one never prevent a sign-out everywhere.
    /// </summary>
    public const int PerSubject = 50;

    /// <summary>
    /// Maximum number of a rule's revocations of single sign-ins of one user, beside those that name <see cref="MaxTargets"/>. The next one includes the sign-ins of these, so that an
    /// account which sets a rule off again and again takes no room from others.
    /// </summary>
    public const int PerRuleAndUser = 5;

    /// <summary>Maximum number of pseudonyms of one decision.</summary>
    public const int MaxTargets = 100;

    /// <summary>Decides about a new decision, given the active ones.</summary>
    public static DecisionLimitResult For(SessionDecision wanted, IReadOnlyCollection<SessionDecision> active)
    {
        if (wanted.Rule is null && active.FirstOrDefault(d => d.Reason == wanted.Reason && IsRepeated(wanted, d)) is { } same)
            return new DecisionLimitResult { Same = same };
        var covered = active.Where(d => Covers(wanted, d)).ToHashSet();
        var left = active.Where(d => !covered.Contains(d)).ToList();
        HashSet<SessionDecision> displaced = [];
        var apart = Apart(wanted, left);
        if (apart.Count >= PerRuleAndUser && Including(wanted, apart, covered) is { } merged)
            return merged;
        if (Alike(wanted, left) is { Count: >= PerSubject } alike)
        {
            // The same act with another reason: a decision of its own while the limits allow it.
            if (wanted.Rule is null && active.FirstOrDefault(d => IsRepeated(wanted, d)) is { } repeated)
                return new DecisionLimitResult { Same = repeated };
            // The newest session of a user has to be answered, so an older decision of the same kind gives way.
            if (Least(alike, wanted) is not { } least)
                return new DecisionLimitResult { Refusal = $"{PerSubject} decisions of one author about this user or browser are active already. Revoke the user as a whole, or release some." };
            displaced.Add(least);
        }

        foreach (var (among, capacity, whose) in Bounds(wanted))
        {
            var all = left.Where(d => among(d) && !displaced.Contains(d)).ToList();
            if (all.Count < capacity)
                continue;
            if (Including(wanted, apart, covered) is { } further)
                return further;
            if (Least(all, wanted) is not { } least)
                return new DecisionLimitResult { Refusal = $"{all.Count} decisions {whose} are active, the maximum, and none is less important than this one. Release some, or find out what makes their number this large." };
            displaced.Add(least);
        }

        return new DecisionLimitResult { Displaced = [.. displaced], Covered = [.. covered] };
    }

    // A rule's active revocations of other sign-ins of the same user, which one decision can name as well.
    private static List<SessionDecision> Apart(SessionDecision wanted, List<SessionDecision> left) =>
        wanted is { Kind: ResponseKind.Revoke, Rule: not null, User: not null } && !IsWhole(wanted)
            ? [.. left.Where(d => d.Kind == ResponseKind.Revoke && d.Rule == wanted.Rule && d.User == wanted.User && d.State == DecisionState.Active && !IsWhole(d))]
            : [];

    // One that names the maximum stays as it is. Null where none of them has room for the sign-in.
    private static DecisionLimitResult? Including(SessionDecision wanted, List<SessionDecision> apart, HashSet<SessionDecision> covered)
    {
        List<SessionDecision> included = [];
        var targets = wanted.Targets;
        foreach (var held in apart.OrderBy(d => d.Targets.Count).ThenBy(d => d.Id, StringComparer.Ordinal))
        {
            if (Named(wanted, [.. included, held]) is not { Count: <= MaxTargets } more)
                break;
            included.Add(held);
            targets = more;
        }

        return included.Count == 0 ? null : new DecisionLimitResult
        {
            Including = wanted with { Targets = targets, Until = included.Select(d => d.Until).Append(wanted.Until).Max() },
            Included = included,
            Covered = [.. covered],
        };
    }

    // A browser that was revoked earlier keeps that time: its user has signed in again since, and other users have.
    private static List<DecisionTarget> Named(SessionDecision wanted, IEnumerable<SessionDecision> included) =>
        [.. wanted.Targets.Concat(included.SelectMany(d => d.Targets.Select(t => t with { Since = t.Since ?? d.At })).OrderByDescending(t => t.Since)).DistinctBy(t => (t.Kind, t.Hash))];

    private static IEnumerable<(Func<SessionDecision, bool> Among, int Capacity, string Whose)> Bounds(SessionDecision wanted)
    {
        if (wanted.Rule is { } rule)
        {
            yield return (d => d.Rule == rule, PerRule, $"of rule {rule}");
            yield return (d => d.Rule is not null, ForRules, "of rules");
        }

        if (wanted.By is null)
            yield return (d => d.By is null, ForUnnamed, "of rules and the application");
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

    // The same act by the same author repeats an active decision.
    private static bool IsRepeated(SessionDecision wanted, SessionDecision held) =>
        held.Rule is null && held.State == DecisionState.Active && held.Kind == wanted.Kind && held.Session == wanted.Session && held.By == wanted.By
        && (held.SparedSignIn is null) == (wanted.SparedSignIn is null) && (held.OnlyUsers ?? []).ToHashSet().SetEquals(wanted.OnlyUsers ?? [])
        && Names(held).SetEquals(Names(wanted));

    // A later decision of the same rule covers an earlier one that adds nothing to it.
    private static bool Covers(SessionDecision wanted, SessionDecision held) =>
        wanted.Rule is not null && held.Rule == wanted.Rule && held.Kind == wanted.Kind && held.Until <= wanted.Until && held.At <= wanted.At
        && held.Passes.Count == 0 && Names(held).SetEquals(Names(wanted));

    private static bool GivesWay(SessionDecision held, SessionDecision wanted) =>
        (held.Kind != ResponseKind.Revoke || EndsNoSignIn(held)) && (Rank(held) < Rank(wanted) || (Rank(held) == Rank(wanted) && held.Until < wanted.Until));

    // A rule's decision about a browser without a user: it ends no sign-in, and a client can get any number of cookies.
    private static bool EndsNoSignIn(SessionDecision held) => held is { Rule: not null, User: null } && held.Targets.All(t => t.Kind == DecisionTargetKind.Key);

    // Decisions of people rank above those of rules, then stricter kinds above milder ones.
    private static int Rank(SessionDecision decision) => (decision.Rule is null ? 10 : 0) + decision.Kind switch
    {
        ResponseKind.Revoke => 3,
        ResponseKind.Block => 2,
        ResponseKind.Challenge => 1,
        _ => 0,
    };

    // Where the user is named, its sign-ins add nothing.
    private static HashSet<DecisionTarget> Names(SessionDecision decision) =>
        [.. IsWhole(decision) ? decision.Targets.Where(t => t.Kind == DecisionTargetKind.User) : decision.Targets];

    private static HashSet<string> Subject(SessionDecision decision) =>
        decision.User is { } user ? [user] : [.. Names(decision).Select(t => t.Hash)];
}
