
namespace ServerSessions.Consents;

/// <summary>Erases what rested on a consent that was withdrawn. A call can come again for the same withdrawal.</summary>
internal interface IConsentErasure
{
    /// <summary>Erases what was recorded for the purposes, or has it erased.</summary>
    ValueTask EraseAsync(ConsentWithdrawal withdrawal, CancellationToken cancellationToken);
}
