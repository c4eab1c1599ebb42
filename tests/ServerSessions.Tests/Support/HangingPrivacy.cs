using ServerSessions.Reports;

namespace ServerSessions.Tests.Support;

/// <summary>Exports whose first bytes are written and whose rest waits for the test; nothing else.</summary>
internal sealed class HangingPrivacy : ISessionPrivacy
{
    private static readonly byte[] First = "{\"sessions\":["u8.ToArray();

    private readonly TaskCompletionSource _rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Number of bytes that are written before the wait.</summary>
    public static int FirstBytes => First.Length;

    public void Finish() => _rest.TrySetResult();

    public async ValueTask<long> ExportAsync(DataSubject subject, Stream output, CancellationToken cancellationToken = default)
    {
        await output.WriteAsync(First, cancellationToken);
        await output.FlushAsync(cancellationToken);
        await _rest.Task.WaitAsync(cancellationToken);
        await output.WriteAsync("]}"u8.ToArray(), cancellationToken);
        return 1;
    }

    public ValueTask<long> ExportStepsAsync(DataSubject subject, Stream output, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<ErasureReport> EraseAsync(DataSubject subject, string? by = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<ErasureReport?> CancelErasureAsync(string erasure, string? by = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<ErasureReport?> FindErasureAsync(string erasure, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<ErasureReport?> FindErasureAsync(DataSubject subject, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<PrivacyReport> ReportAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
