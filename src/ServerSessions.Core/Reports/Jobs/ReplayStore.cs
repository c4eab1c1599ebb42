using ServerSessions.Storage;

namespace ServerSessions.Reports.Jobs;

/// <summary>The replays of rules.</summary>
internal sealed class ReplayStore(IDocumentStore documents, TimeProvider time) : JobStore<ReplayReport>(documents, time, Table, ReportsJsonContext.Default.ReplayReport)
{
    public const string Table = "replays";
}
