namespace ServerSessions;

/// <summary>One pseudonym that a decision holds for.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Hash">32 hexadecimal digits.</param>
public sealed record DecisionTarget(DecisionTargetKind Kind, string Hash);
