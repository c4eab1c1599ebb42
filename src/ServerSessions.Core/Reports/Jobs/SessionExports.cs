using Microsoft.Extensions.Logging;
using ServerSessions.Diagnostics;

namespace ServerSessions.Reports.Jobs;

/// <summary>Runs an export as a job of the request that downloads it, and cancels those of any process.</summary>
internal sealed class SessionExports(
    ExportStore store, JobHeartbeat heartbeat, JobRunner runner, IAuditNames names, TimeProvider time, ILogger<SessionExports> logger) : ISessionExports
{
    private const string Unnamed = "the application";
    private const int MaxNameLength = 256;
    private static readonly (JobState, string) Left = (JobState.Cancelled, "The receiver has ended the download.");

    /// <summary>Runs an export until it is done, its receiver has gone, or a person cancels it.</summary>
    /// <param name="subject">What is exported: "user" or "session".</param>
    /// <param name="format">The form: "json" or "csv".</param>
    /// <param name="by">Name of the person who asked for it; null when unknown.</param>
    /// <param name="output">The stream of the download.</param>
    /// <param name="export">Writes the export to a stream.</param>
    /// <param name="aborted">Cancelled when the receiver goes.</param>
    public async Task RunAsync(string subject, string format, string? by, Stream output, Func<Stream, CancellationToken, Task> export, CancellationToken aborted)
    {
        var now = time.GetUtcNow();
        var job = new ExportReport
        {
            Id = ExportStore.NewId(),
            Subject = subject,
            Format = format,
            State = JobState.Waiting,
            RequestedAt = now,
            SeenAt = now,
            RequestedBy = by?.Length > MaxNameLength ? by[..MaxNameLength] : by,
        };
        await store.AddAsync(job, aborted);
        Log.ExportChanged(logger, job.Id, subject, "requested", names.Of(by, Unnamed));
        var held = await heartbeat.HoldAsync(store, job.Id, aborted);
        var counted = new CountedStream(output, bytes => held.Report(bytes, total: 0));
        await using (counted.ConfigureAwait(false))
            await runner.RunAsync<ExportReport>(
                store, held,
                async cancellationToken =>
                {
                    await export(counted, cancellationToken);
                    return stored => stored;
                },
                Left, aborted);
    }

    public ValueTask<IReadOnlyList<ExportReport>> ListAsync(CancellationToken cancellationToken = default) => store.ListAsync(cancellationToken);

    public async ValueTask<ExportReport?> CancelAsync(string id, string? by = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        if (await store.CancelAsync(id, cancellationToken) is not { } export)
            return null;
        if (export.IsCancelRequested)
            Log.ExportChanged(logger, id, export.Subject, "cancelled", names.Of(by, Unnamed));
        await heartbeat.WakeAsync(cancellationToken);
        return export;
    }
}
