namespace ServerSessions.Response;

/// <summary>When a sign-in was made, as exactly as its credential says.</summary>
/// <param name="At">The time; null where the credential carries none.</param>
/// <param name="IsWholeSecond">The time is known to the second only, as in tokens and in the date of a ticket.</param>
/// <param name="IsStanding">The credential has no sign-in (API key, Negotiate, client certificate, Basic): no time can ever be expected of it.</param>
internal readonly record struct SignInTime(DateTimeOffset? At, bool IsWholeSecond = false, bool IsStanding = false)
{
    public static SignInTime Exactly(DateTimeOffset at) => new(at);

    public static SignInTime InSecond(DateTimeOffset at) => new(at, IsWholeSecond: true);

    public static SignInTime Standing => new(null, IsStanding: true);

    /// <summary>Whether the sign-in came before a decision.</summary>
    /// <param name="decided">When it was decided.</param>
    /// <param name="hasId">
    /// The credential names an authenticated session. Inside the second of the decision that settles it: the sign-ins of that second which are older stand
    /// in the decision by name, so one that does not is newer. Without an id nothing tells them apart, and the older one must not live on.
    /// </param>
    public bool IsBefore(DateTimeOffset decided, bool hasId)
    {
        if (At is not { } at)
            return !IsStanding;
        if (!IsWholeSecond)
            return at < decided;
        var (second, decision) = (at.UtcTicks / TimeSpan.TicksPerSecond, decided.UtcTicks / TimeSpan.TicksPerSecond);
        return second < decision || (second == decision && !hasId);
    }
}
