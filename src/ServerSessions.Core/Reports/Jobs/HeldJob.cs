namespace ServerSessions.Reports.Jobs;

/// <summary>A job that this process has taken.</summary>
/// <param name="id">Id of the job.</param>
/// <param name="beat">Stores the progress and a sign of life; false when the job was cancelled or is not stored any more.</param>
internal sealed class HeldJob(string id, Func<HeldJob, CancellationToken, ValueTask<bool>> beat) : IDisposable
{
    private readonly CancellationTokenSource _cancelled = new();

    public string Id => id;

    public long Progress { get; private set; }

    public long Total { get; private set; }

    /// <summary>Cancelled when a person has cancelled the job.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    public void Report(long progress, long total) => (Progress, Total) = (progress, total);

    public async ValueTask BeatAsync(CancellationToken cancellationToken)
    {
        if (await beat(this, cancellationToken))
            return;
        try
        {
            await _cancelled.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }

    public void Dispose() => _cancelled.Dispose();
}
