namespace ServerSessions.Detection;

/// <summary>A person has marked a rule as wrong about a subject: until this time it does not alert about the subject again.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Kind">What the subject is.</param>
/// <param name="Subject">Its hash.</param>
/// <param name="Until">When it may alert again, UTC.</param>
/// <param name="Induced">It is about what a page can have made the subject's browser send, and not about what the subject does itself.</param>
internal sealed record Suppression(string Rule, ActorKind Kind, string Subject, DateTimeOffset Until, bool Induced = false)
{
    public static string KeyOf(string rule, ActorKind kind, string subject, bool induced) => $"{rule} {kind} {subject}{(induced ? " induced" : "")}";

    public static string KeyOf(Finding finding) => KeyOf(finding.Rule, finding.Subject.Kind, finding.Subject.Hash, finding.Induced);

    public string Key => KeyOf(Rule, Kind, Subject, Induced);
}
