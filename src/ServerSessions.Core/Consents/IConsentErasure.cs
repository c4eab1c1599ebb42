using ServerSessions.Model;

namespace ServerSessions.Consents;

/// <summary>Erases what rested on a consent that was withdrawn. A call can come again for the same withdrawal.</summary>
internal interface IConsentErasure
{
    /// <summary>Erases what was recorded for the purposes.</summary>
    /// <param name="browser">Pseudonym of the browser's cookie; none where there was no cookie.</param>
    /// <param name="user">The signed-in user, under each key; none for an anonymous visitor.</param>
    /// <param name="withdrawn">Purposes that held before and hold no longer.</param>
    /// <param name="at">When they were withdrawn.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask EraseAsync(Pseudonym browser, KeyedName user, TrackingPurposes withdrawn, DateTimeOffset at, CancellationToken cancellationToken);
}
