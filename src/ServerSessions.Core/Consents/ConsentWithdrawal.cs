using ServerSessions.Model;

namespace ServerSessions.Consents;

/// <summary>Purposes that a person has withdrawn.</summary>
/// <param name="Browser">Pseudonym of the browser's cookie; none where there was no cookie.</param>
/// <param name="User">The signed-in user, under each key; none for an anonymous visitor.</param>
/// <param name="Purposes">Purposes that held before and hold no longer.</param>
/// <param name="Consented">Those of them that rested on the person's agreement (opt-in).</param>
/// <param name="At">When they were withdrawn.</param>
internal sealed record ConsentWithdrawal(Pseudonym Browser, KeyedName User, TrackingPurposes Purposes, TrackingPurposes Consented, DateTimeOffset At)
{
    /// <summary>
    /// Whether the withdrawal is remembered for a while also where nothing was, because what is under way may still be about to be. Not for browsers of a network that has withdrawn
    /// too often today: a script with fresh cookies would fill the storage.
    /// </summary>
    public bool LeavesMark { get; init; } = true;
}
