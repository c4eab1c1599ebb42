using ServerSessions.Reports;

namespace ServerSessions.PersonalData;

/// <summary>A kind of records that a package keeps, with a retention of its own that the package enforces.</summary>
internal interface IRetainedKind
{
    /// <summary>How long the kind is kept, and the oldest record of it.</summary>
    ValueTask<RecordRetention> ReadAsync(CancellationToken cancellationToken);
}
