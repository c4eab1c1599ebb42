namespace ServerSessions;

/// <summary>One pseudonym to which a decision applies.</summary>
/// <param name="Kind">Kind of the pseudonym.</param>
/// <param name="Hash">32 hexadecimal digits.</param>
public sealed record DecisionTarget(DecisionTargetKind Kind, string Hash);
