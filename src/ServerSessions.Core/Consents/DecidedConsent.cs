using ServerSessions.Model;

namespace ServerSessions.Consents;

/// <summary>A decision on its way to storage.</summary>
/// <param name="Entry">The decision.</param>
/// <param name="Browser">Pseudonym of the browser's cookie; none where there is none.</param>
/// <param name="User">The signed-in user; none for an anonymous visitor.</param>
/// <param name="Withdrawn">Purposes that held before and hold no longer, as far as the node knows that took the decision.</param>
internal sealed record DecidedConsent(ConsentEntry Entry, Pseudonym Browser, KeyedName User, TrackingPurposes Withdrawn)
{
    private readonly TaskCompletionSource<ConsentProof> _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Purposes of which the records rest on the person's agreement, and are erased when it is withdrawn.</summary>
    public TrackingPurposes Erasable { get; init; }

    /// <inheritdoc cref="ConsentWithdrawal.LeavesMark"/>
    public bool LeavesMark { get; init; } = true;

    /// <summary>Asked when the proof would be the browser's first: whether its network has not begun too many today. It counts this one.</summary>
    public Func<bool> MayBegin { get; init; } = static () => true;

    /// <summary>Completes when the proof is stored, or given up.</summary>
    public Task Stored => _stored.Task;

    public ConsentProof Proof => _stored.Task.IsCompleted ? _stored.Task.Result : ConsentProof.Pending;

    /// <summary>What has become of the proof. Only the first call counts.</summary>
    public void Done(ConsentProof proof) => _stored.TrySetResult(proof);
}
