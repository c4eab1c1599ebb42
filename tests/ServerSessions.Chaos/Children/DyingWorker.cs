using System.Diagnostics;
using ServerSessions.Storage;

namespace ServerSessions.Chaos.Children;

/// <summary>Kills its own process (SIGKILL) at the point that was chosen.</summary>
internal sealed class DyingWorker : StorageInterceptor
{
    private volatile DeathPoint _point;

    public void DieAt(DeathPoint point) => _point = point;

    public override async ValueTask<CommitStatus> CommitAsync(ISessionStorage inner, PartitionLease lease, PartitionCommit commit, CancellationToken cancellationToken)
    {
        var point = commit.Live.Count > 0 ? _point : DeathPoint.None;
        if (point == DeathPoint.BeforeCommit)
            Die();
        var committing = inner.CommitAsync(lease, commit, cancellationToken);
        if (point == DeathPoint.InCommit)
        {
            await Task.Yield();
            Die();
        }

        var status = await committing;
        if (point == DeathPoint.AfterCommit || (point == DeathPoint.BeforeOutboxAcknowledged && commit.Outbox.Count == 0))
            Die();
        return status;
    }

    public override ValueTask<bool> AcknowledgeOutboxAsync(ISessionStorage inner, PartitionLease lease, StreamPosition upTo, CancellationToken cancellationToken)
    {
        if (_point == DeathPoint.BeforeOutboxAcknowledged)
            Die();
        return inner.AcknowledgeOutboxAsync(lease, upTo, cancellationToken);
    }

    private static void Die()
    {
        Process.GetCurrentProcess().Kill();
        // The signal takes effect a moment later, and nothing more may happen until then.
        Thread.Sleep(Timeout.Infinite);
    }
}
