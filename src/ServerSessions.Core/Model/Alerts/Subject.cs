namespace ServerSessions;

/// <summary>The subject of a finding.</summary>
/// <param name="Kind">Session, source, account, …</param>
/// <param name="Hash">Its pseudonym: 32 hexadecimal digits; a session's id for sessions.</param>
public sealed record Subject(ActorKind Kind, string Hash);
