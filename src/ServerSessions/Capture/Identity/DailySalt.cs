using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Privacy;
using ServerSessions.Storage;

namespace ServerSessions.Capture.Identity;

/// <summary>
/// The salt for the keys of cookieless visitors: 16 random bytes a day (UTC), shared by all nodes through storage and deleted after 48 hours, so that two days
/// cannot be linked.
/// </summary>
internal sealed class DailySalt(ISessionStorage storage, TimeProvider time, ILogger<DailySalt> logger, KeyRing? keys = null) : BackgroundService
{
    public const string Table = "salts";
    private const int SaltBytes = 16;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private volatile DaySalt _current = new(-1, RandomNumberGenerator.GetBytes(SaltBytes));

    public byte[] Current => _current.Bytes;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            var day = Day(now);
            // At once, also while storage does not answer: yesterday's salt must not go on.
            if (_current.Day != day)
                Take(new DaySalt(day, RandomNumberGenerator.GetBytes(SaltBytes)));
            TimeSpan wait;
            try
            {
                await storage.StartAsync(stoppingToken);
                await ShareAsync(day, stoppingToken);
                failed = false;
                wait = now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!failed)
                    Log.SaltNotShared(logger, exception);
                failed = true;
                wait = Retry;
            }
            catch (Exception)
            {
                // The host stops, and its connections with it.
                return;
            }

            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // The first node's salt is used by all. Today's and yesterday's are kept, so none lives longer than 48 hours.
    private async ValueTask ShareAsync(long day, CancellationToken cancellationToken)
    {
        var id = day.ToString(CultureInfo.InvariantCulture);
        if (await storage.PutAsync(0, Table, id, day, _current.Bytes, expectedVersion: 0, cancellationToken) is null
            && await storage.GetAsync(0, Table, id, cancellationToken) is { } shared)
            Take(new DaySalt(day, shared.Data.ToArray()));
        foreach (var old in await storage.ListAsync(0, Table, new DocumentRange(long.MinValue, day - 1, 100), cancellationToken))
            await storage.DeleteAsync(0, Table, old.Id, cancellationToken);
    }

    private void Take(DaySalt salt)
    {
        _current = salt;
        keys?.UseDay(salt.Bytes);
    }

    private static long Day(DateTimeOffset now) => now.ToUnixTimeSeconds() / 86_400;

    private sealed record DaySalt(long Day, byte[] Bytes);
}
