using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Storage;

namespace ServerSessions.Privacy;

/// <summary>
/// Keeps the identity key the same on all nodes and through rotations. It is stored, encrypted under the listed keys, so neither the order in
/// which nodes restart, nor the order of their lists, nor a removed key can split the counts of rules.
/// </summary>
internal sealed class KeyHistoryService(ISessionStorage storage, KeyRing keys, TimeProvider time, ILogger<KeyHistoryService> logger) : BackgroundService
{
    public const string Table = "keys";
    public const string Id = "identity";

    private const int Tries = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(1);

    private bool _failed;
    private bool _isUnrelated;
    private DateTimeOffset? _next;

    /// <summary>The start waits for the history until storage answers, at most five seconds.</summary>
    /// <exception cref="UnrelatedKeysException">The storage is used with keys that this node does not have.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!keys.IsTransient && !keys.EndsDaily)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            await TryReadAsync(patience.Token, cancellationToken, isStart: true);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A key that this process has generated is not shared, and one of the day is shared by its salt.
        while (!keys.IsTransient && !keys.EndsDaily && !stoppingToken.IsCancellationRequested)
        {
            var wait = await TryReadAsync(stoppingToken, stoppingToken) ? ReadEvery : Retry;
            if (_next - time.GetUtcNow() is { } left && left < wait)
                wait = left > TimeSpan.Zero ? left : TimeSpan.Zero;
            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryReadAsync(CancellationToken cancellationToken, CancellationToken stopping, bool isStart = false)
    {
        try
        {
            await storage.StartAsync(cancellationToken);
            var history = await ReadAsync(cancellationToken);
            var now = time.GetUtcNow();
            _next = history.Next(now);
            if (keys.Use(history.KeyOf(keys, now)))
                Log.IdentityKey(logger, keys.Identity.Id);

            (_failed, _isUnrelated) = (false, false);
            return true;
        }
        catch (UnrelatedKeysException exception) when (!isStart)
        {
            // The storage did not answer at the start, or the other nodes have renamed identities since. This node goes on with the names that it has, and writes none of its keys.
            if (!_isUnrelated)
                Log.UnrelatedKeys(logger, keys.Identity.Id, exception);
            (_failed, _isUnrelated) = (false, true);
            return true;
        }
        catch (Exception exception) when (exception is not UnrelatedKeysException)
        {
            // A call that the stop cancels is no storage error.
            if (!_failed && !stopping.IsCancellationRequested)
                Log.KeyHistoryNotRead(logger, keys.Identity.Id, exception);
            _failed = true;
            return false;
        }
    }

    private async Task<KeyHistory> ReadAsync(CancellationToken cancellationToken)
    {
        for (var tries = Tries; ; tries--)
        {
            var stored = await storage.GetAsync(0, Table, Id, cancellationToken);
            var history = stored is { } document ? Decode(document.Data) : new KeyHistory([]);
            var next = history.With(keys, time.GetUtcNow());
            if (next == history)
                return history;
            var data = JsonSerializer.SerializeToUtf8Bytes([.. next.Uses], KeyUseJsonContext.Default.KeyUseArray);
            if (await storage.PutAsync(0, Table, Id, 0, data, stored?.Version ?? 0, cancellationToken) is not null)
                return next;
            if (tries == 0)
                throw new InvalidOperationException($"Other nodes changed the history of keys {Tries} times while this node wrote it.");
        }
    }

    private static KeyHistory Decode(ReadOnlyMemory<byte> data) => new(JsonSerializer.Deserialize(data.Span, KeyUseJsonContext.Default.KeyUseArray) ?? []);
}
