namespace ServerSessions;

/// <summary>One pseudonym to which a decision applies.</summary>
/// <param name="Kind">Kind of the pseudonym.</param>
/// <param name="Hash">32 hexadecimal digits.</param>
public sealed record DecisionTarget(DecisionTargetKind Kind, string Hash)
{
    /// <summary>
    /// Time from which the decision applies to it (UTC), where that is earlier than the decision: it includes an earlier one. A revocation of a browser ends the sign-ins from before
    /// this time. Null for the time of the decision.
    /// </summary>
    public DateTimeOffset? Since { get; init; }
}
