using ServerSessions.Reports;

namespace ServerSessions.PersonalData;

/// <summary>How long proofs of consent are kept, for the report about retention.</summary>
internal sealed class ProofRetention(TimeSpan kept) : IRetainedKind
{
    public ValueTask<RecordRetention> ReadAsync(CancellationToken cancellationToken) => new(new RecordRetention("consents", kept, null, "after a person's newest decision, as proof of all of them"));
}
