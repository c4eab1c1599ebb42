namespace ServerSessions.Detection.Rules;

/// <summary>
/// What a signed-in user does in several sessions. A session begins anew with each session cookie that the client shows, so rules that count within a session also count for the
/// user. A session that is enough by itself has the finding, and the user's finding is about the others.
/// </summary>
internal static class UserMarks
{
    /// <summary>Whether the rule runs for the user of a signed-in request, or for a session.</summary>
    public static bool Concerns(DetectorContext context) => context.SubjectKind != ActorKind.User || !context.User.IsNone;

    /// <summary>The marks to judge: of a user, those of sessions that are not enough by themselves; else all.</summary>
    public static List<Mark> Of(DetectorContext context, IEnumerable<Mark> marks, Func<List<Mark>, bool> isEnough)
    {
        List<Mark> all = [.. marks];
        if (context.SubjectKind == ActorKind.User)
            foreach (var session in all.Select(m => m.Session).Where(s => s != default).Distinct().ToList())
                if (isEnough([.. all.Where(m => m.Session == session)]))
                    all.RemoveAll(m => m.Session == session);
        return all;
    }

    /// <summary>
    /// Has the event's sign-in answered although the alert of its user is known, when it has come to enough by itself just now: a user who has several is not spared
    /// because another one was answered. Marks of users have the sign-in as their actor.
    /// </summary>
    public static void AnswerEach(DetectorContext context, List<Mark> marks, Func<List<Mark>, bool> isEnough)
    {
        if (context.SubjectKind != ActorKind.User || context.AuthSession.IsNone)
            return;
        var own = marks.Where(m => m.Actor == context.AuthSession).ToList();
        context.IsAnotherSignIn = own.Count > 0 && isEnough(own) && !isEnough(own[..^1]);
    }

    /// <summary>The owner of the marks, in words.</summary>
    public static string Owner(DetectorContext context, IReadOnlyList<Mark> marks) =>
        context.SubjectKind == ActorKind.User ? $"one user in {Words.Of(marks.Select(m => m.Session).Distinct().Count(), "session")}" : "one session";
}
