using ServerSessions.Reports;

namespace ServerSessions;

/// <summary>Exports and erases what is kept about a person, or about one session.</summary>
public interface ISessionPrivacy
{
    /// <summary>
    /// Writes everything that is kept about the person as one JSON document, whose form docs/privacy.md describes: sessions with their steps, alerts, decisions, and what
    /// rules remember. It contains nothing about other people. The stream stays open.
    /// </summary>
    /// <param name="subject">Whose data.</param>
    /// <param name="output">The stream to write to.</param>
    /// <param name="cancellationToken">Cancels the export.</param>
    /// <returns>Number of records.</returns>
    ValueTask<long> ExportAsync(DataSubject subject, Stream output, CancellationToken cancellationToken = default);

    /// <summary>Writes the steps of the person's sessions as CSV, with the columns of the export of steps. The stream stays open.</summary>
    /// <inheritdoc cref="ExportAsync" path="/param"/>
    /// <returns>Number of steps.</returns>
    ValueTask<long> ExportStepsAsync(DataSubject subject, Stream output, CancellationToken cancellationToken = default);

    /// <summary>
    /// Begins to erase everything that is kept about the person until now. Workers (the role Roll) do it, within seconds; events that are still on their way are left out when
    /// they arrive. At most four erasures are at work at once; others wait for their turn. Decisions that apply stay until they end. What the person does afterwards is recorded as ever.
    /// </summary>
    /// <param name="subject">Whose data.</param>
    /// <param name="by">Name of the person who asked for it, for the audit log, which has its pseudonym; null when unknown.</param>
    /// <param name="cancellationToken">Cancels the call, not the erasure.</param>
    /// <returns>The erasure, which runs or waits. While it does, a repetition returns the same one, which then also erases what was done in between.</returns>
    ValueTask<ErasureReport> EraseAsync(DataSubject subject, string? by = null, CancellationToken cancellationToken = default);

    /// <summary>Cancels an erasure that waits for its turn. Nothing of it has been deleted then.</summary>
    /// <param name="erasure">Its id.</param>
    /// <param name="by">Name of the person who cancels it, for the audit log, which has its pseudonym; null when unknown.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The erasure, cancelled; null when there is none.</returns>
    /// <exception cref="InvalidOperationException">It has begun or ended, or the person asked for it: <see cref="ErasureReport.CanCancel"/> is false.</exception>
    ValueTask<ErasureReport?> CancelErasureAsync(string erasure, string? by = null, CancellationToken cancellationToken = default);

    /// <summary>Returns an erasure.</summary>
    /// <param name="erasure">Its id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null when there is none, or when it was more than 90 days ago.</returns>
    ValueTask<ErasureReport?> FindErasureAsync(string erasure, CancellationToken cancellationToken = default);

    /// <summary>Returns the newest erasure of a subject; one that was cancelled has erased nothing and is passed over.</summary>
    /// <param name="subject">Whose data.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null when there is none, or when it was more than 90 days ago.</returns>
    ValueTask<ErasureReport?> FindErasureAsync(DataSubject subject, CancellationToken cancellationToken = default);

    /// <summary>Reports what is kept and for how long, the erasures of the last 90 days, and the decisions about consent by purpose.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<PrivacyReport> ReportAsync(CancellationToken cancellationToken = default);
}
