using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Consents;

namespace ServerSessions.Tests.Capture.Consent;

/// <summary>Notes what is to be erased.</summary>
internal sealed class RecordingErasure : IConsentErasure
{
    private readonly ConcurrentQueue<(Pseudonym Browser, Pseudonym User, TrackingPurposes Withdrawn)> _calls = new();

    public IReadOnlyList<(Pseudonym Browser, Pseudonym User, TrackingPurposes Withdrawn)> Calls => [.. _calls];

    public void Register(IServiceCollection services) => services.AddSingleton<IConsentErasure>(this);

    public ValueTask EraseAsync(ConsentWithdrawal withdrawal, CancellationToken cancellationToken)
    {
        _calls.Enqueue((withdrawal.Browser, withdrawal.User.Pseudonym, withdrawal.Purposes));
        return ValueTask.CompletedTask;
    }
}
