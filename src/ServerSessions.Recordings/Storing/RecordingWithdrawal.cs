using Microsoft.Extensions.Logging;
using ServerSessions.Consents;
using ServerSessions.Recordings.Diagnostics;

namespace ServerSessions.Recordings.Storing;

/// <summary>Erases recordings when the consent to recording is withdrawn: those of the browser, and those of the signed-in user on every browser.</summary>
internal sealed class RecordingWithdrawal(RecordingTable table, RecordingRemoval removal, ILogger<RecordingWithdrawal> logger) : IConsentErasure
{
    public async ValueTask EraseAsync(ConsentWithdrawal withdrawal, CancellationToken cancellationToken)
    {
        if (!withdrawal.Purposes.HasFlag(TrackingPurposes.Recording))
            return;
        var until = withdrawal.At.ToUnixTimeMilliseconds();
        var erased = withdrawal.Browser.IsNone ? 0 : await removal.RemoveAsync(withdrawal.Browser, entry => entry.At <= until, cancellationToken);
        var users = withdrawal.User.All.Where(u => !u.IsNone).Select(u => u.ToString()).ToHashSet(StringComparer.Ordinal);
        if (users.Count > 0)
            await foreach (var (browser, recordings) in table.ListAsync(withdrawal.At.AddMilliseconds(1), cancellationToken))
                if (recordings.Users.Any(users.Contains))
                    erased += await removal.RemoveAsync(browser, entry => entry.At <= until, cancellationToken);
        if (erased > 0)
            RecordingLog.Withdrawn(logger, erased);
    }
}
