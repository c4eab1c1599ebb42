using ServerSessions.Model;

namespace ServerSessions.Consents;

/// <summary>A decision on its way to storage.</summary>
/// <param name="Entry">The decision.</param>
/// <param name="Browser">Pseudonym of the browser's cookie; none where there is none.</param>
/// <param name="User">The signed-in user; none for an anonymous visitor.</param>
/// <param name="Withdrawn">Purposes that held before and hold no longer.</param>
internal sealed record DecidedConsent(ConsentEntry Entry, Pseudonym Browser, KeyedName User, TrackingPurposes Withdrawn)
{
    private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Those of the withdrawn purposes that rested on the person's agreement.</summary>
    public TrackingPurposes Consented { get; init; }

    /// <summary>Whether the first proof of the browser may be kept: its network has not begun too many today.</summary>
    public bool MayBegin { get; init; } = true;

    /// <summary>Completes when the proof is stored, or given up.</summary>
    public Task Stored => _stored.Task;

    public ConsentProof Proof { get; private set; }

    public void Done(ConsentProof proof)
    {
        Proof = proof;
        _stored.TrySetResult();
    }
}
