using ServerSessions.Consents;
using ServerSessions.Journeys.People;
using ServerSessions.Personalization.Nudges;

namespace ServerSessions.PersonalData;

/// <summary>
/// Erases what rested on a consent that was withdrawn: for personalisation, the memory of the person and the nudges that were shown, with their alerts to the support,
/// which end with analytics too; for analytics that rested on an agreement, the journeys, which workers erase.
/// </summary>
internal sealed class ConsentErasure(PersonStore people, NudgeStore nudges, WithdrawalQueue withdrawals) : IConsentErasure
{
    public async ValueTask EraseAsync(ConsentWithdrawal withdrawal, CancellationToken cancellationToken)
    {
        foreach (var (person, isUser) in withdrawal.User.All.Select(user => (user, true)).Prepend((withdrawal.Browser, false)))
        {
            if (person.IsNone)
                continue;
            if (withdrawal.Purposes.HasFlag(TrackingPurposes.Personalization))
            {
                await people.WithdrawAsync(person, withdrawal.At, isUser || withdrawal.LeavesMark, cancellationToken);
                await nudges.WithdrawAsync(person, withdrawal.At, isUser || withdrawal.LeavesMark, cancellationToken);
            }

            else if (withdrawal.Purposes.HasFlag(TrackingPurposes.Analytics))
            {
                await nudges.EraseAlertsAsync(person, cancellationToken);
            }

            if (withdrawal.Consented.HasFlag(TrackingPurposes.Analytics))
                await withdrawals.AddAsync(person, isUser, withdrawal.At, cancellationToken);
        }
    }
}
