namespace ServerSessions.Reports;

/// <summary>Exports of people and sessions that administrators download, on all processes. <see cref="ISessionPrivacy"/> makes them.</summary>
public interface ISessionExports
{
    /// <summary>Lists the newest 50 exports.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<ExportReport>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Cancels an export: its download ends within seconds, incomplete. One that has ended stays as it is.</summary>
    /// <param name="id">Id of the export.</param>
    /// <param name="by">Name of the person who cancels it, for the audit log; null when unknown.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The export; null when there is none.</returns>
    ValueTask<ExportReport?> CancelAsync(string id, string? by = null, CancellationToken cancellationToken = default);
}
