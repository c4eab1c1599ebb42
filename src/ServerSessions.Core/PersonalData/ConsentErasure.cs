using ServerSessions.Consents;
using ServerSessions.Journeys.People;
using ServerSessions.Model;
using ServerSessions.Personalization.Nudges;

namespace ServerSessions.PersonalData;

/// <summary>
/// Erases what rested on a consent that was withdrawn: for personalisation, the memory of the person and the nudges that were shown. Journeys stay until their
/// retention ends, because security rests on them too; an erasure of the person removes them.
/// </summary>
internal sealed class ConsentErasure(PersonStore people, NudgeStore nudges) : IConsentErasure
{
    public async ValueTask EraseAsync(Pseudonym browser, KeyedName user, TrackingPurposes withdrawn, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if ((withdrawn & TrackingPurposes.Personalization) == 0)
            return;
        foreach (var person in (Pseudonym[])[browser, .. user.All])
            if (!person.IsNone)
            {
                await people.WithdrawAsync(person, at, cancellationToken);
                await nudges.DeleteAsync(person, cancellationToken);
            }
    }
}
