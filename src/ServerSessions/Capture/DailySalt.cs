using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Storage;

namespace ServerSessions.Capture;

/// <summary>
/// The salt that cookieless visitors are told apart with: 16 random bytes a day (UTC), shared by all nodes through storage and deleted
/// after 48 hours, so that nobody can link two days.
/// </summary>
internal sealed class DailySalt(ISessionStorage storage, TimeProvider time, ILogger<DailySalt> logger) : BackgroundService
{
    public const string Table = "salts";
    private const int SaltBytes = 16;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(48);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private volatile DaySalt _current = new("", RandomNumberGenerator.GetBytes(SaltBytes));

    public byte[] Current => _current.Bytes;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            TimeSpan wait;
            try
            {
                await storage.StartAsync(stoppingToken);
                await TurnAsync(now, stoppingToken);
                failed = false;
                wait = now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                if (!failed)
                    Log.SaltNotShared(logger, exception);
                failed = true;
                wait = Retry;
            }

            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask TurnAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var day = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var drawn = RandomNumberGenerator.GetBytes(SaltBytes);
        if (await storage.PutAsync(0, Table, day, now.ToUnixTimeSeconds(), drawn, expectedVersion: 0, cancellation) is null
            && await storage.GetAsync(0, Table, day, cancellation) is { } shared)
            drawn = shared.Data.ToArray();
        _current = new DaySalt(day, drawn);
        var old = await storage.ListAsync(0, Table, new DocumentRange(long.MinValue, (now - Kept).ToUnixTimeSeconds(), 100), cancellation);
        foreach (var document in old)
            await storage.DeleteAsync(0, Table, document.Id, cancellation);
    }

    private sealed record DaySalt(string Day, byte[] Bytes);
}
