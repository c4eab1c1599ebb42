namespace ServerSessions.Insights;

/// <summary>
/// The identity that can return: the user, or of anonymous sessions the browser by its cookie. A key of the day is no visitor, and neither is the session of a
/// caller, nor a user who does not allow analytics.
/// </summary>
internal static class Visitor
{
    public static Pseudonym Of(Journey journey) =>
        !journey.User.IsNone ? journey.CountedUser : journey.KeyKind is KeyKind.Daily or KeyKind.Propagated ? Pseudonym.None : journey.Key;
}
