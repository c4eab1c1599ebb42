using ServerSessions.Storage;

namespace ServerSessions.Reports.Jobs;

/// <summary>The exports of people and sessions.</summary>
internal sealed class ExportStore(IDocumentStore documents, TimeProvider time) : JobStore<ExportReport>(documents, time, Table, ReportsJsonContext.Default.ExportReport)
{
    public const string Table = "exports";
}
