namespace ServerSessions.Detection;

/// <summary>Somebody has said that a rule is wrong about a subject: until then it does not alert about it again.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Kind">What the subject is.</param>
/// <param name="Subject">Its hash.</param>
/// <param name="Until">When it may alert again, UTC.</param>
internal sealed record Suppression(string Rule, ActorKind Kind, string Subject, DateTimeOffset Until)
{
    public static string KeyOf(string rule, ActorKind kind, string subject) => $"{rule} {kind} {subject}";

    public string Key => KeyOf(Rule, Kind, Subject);
}
