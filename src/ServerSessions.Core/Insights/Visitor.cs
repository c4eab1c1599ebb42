namespace ServerSessions.Insights;

/// <summary>Who comes again: the user, or of anonymous sessions the browser by its cookie. A key of the day is nobody.</summary>
internal static class Visitor
{
    public static Pseudonym Of(Journey journey) =>
        !journey.User.IsNone ? journey.User : journey.KeyKind == KeyKind.Daily ? Pseudonym.None : journey.Key;
}
