namespace ServerSessions.Response;

/// <summary>Time of a sign-in, as exact as its credential has it.</summary>
/// <param name="At">The time; null where the credential carries none.</param>
/// <param name="IsWholeSecond">The time is known to the second only, as in tokens and in the date of a ticket.</param>
/// <param name="IsStanding">The credential has no sign-in (API key, Negotiate, client certificate, Basic): it never has a time.</param>
internal readonly record struct SignInTime(DateTimeOffset? At, bool IsWholeSecond = false, bool IsStanding = false)
{
    public static SignInTime Exactly(DateTimeOffset at) => new(at);

    public static SignInTime InSecond(DateTimeOffset at) => new(at, IsWholeSecond: true);

    public static SignInTime Standing => new(null, IsStanding: true);

    /// <summary>Whether the sign-in came before a decision.</summary>
    /// <param name="decided">Time of the decision.</param>
    /// <param name="hasId">
    /// Whether the credential names an authenticated session. This decides within the second of the decision: older sign-ins of that second are listed
    /// in the decision by name, so an unlisted one is newer. Without an id they cannot be distinguished, and an older one must not stay valid.
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
