using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Storage;

namespace ServerSessions.Capture.Identity;

/// <summary>
/// Which logins have ever signed a user in: only then a 200 without a sign-in is a wrong password. Kept in storage, so that a process that has just started has what
/// others have seen.
/// </summary>
internal sealed class LoginFacts(ISessionStorage storage, TimeProvider time, ILogger<LoginFacts> logger) : BackgroundService
{
    public const string Table = "facts";
    private const string Prefix = "login ";
    private const int MaxLogins = 1024;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, bool> _proved = new(StringComparer.OrdinalIgnoreCase);
    private readonly Channel<string> _news = Channel.CreateBounded<string>(MaxLogins);

    /// <summary>Whether what other processes have seen until this one started was read.</summary>
    public bool AreRead { get; private set; }

    public bool HasSignedIn(string login) => _proved.ContainsKey(login);

    public void Prove(string login)
    {
        if (!_proved.ContainsKey(login) && _proved.Count < MaxLogins && _proved.TryAdd(login, true))
            _news.Writer.TryWrite(login);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await UntilDoneAsync(LoadAsync, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            Task ready = _news.Reader.WaitToReadAsync(stoppingToken).AsTask();
            await ready.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (!stoppingToken.IsCancellationRequested && _news.Reader.TryRead(out var login))
                await UntilDoneAsync(
                    async cancellationToken => await storage.PutAsync(0, Table, Prefix + login, time.GetUtcNow().ToUnixTimeSeconds(), default, null, cancellationToken),
                    stoppingToken);
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await storage.StartAsync(cancellationToken);
        foreach (var fact in await storage.ListAsync(0, Table, DocumentRange.Oldest(MaxLogins), cancellationToken))
            if (fact.Id.StartsWith(Prefix, StringComparison.Ordinal))
                _proved.TryAdd(fact.Id[Prefix.Length..], true);
        AreRead = true;
    }

    private async Task UntilDoneAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        for (var failed = false; !stopping.IsCancellationRequested; failed = true)
        {
            try
            {
                await work(stopping);
                return;
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                if (!failed)
                    Log.FactsNotShared(logger, exception);
            }
            catch (Exception)
            {
                // The host stops, and its connections with it.
                return;
            }

            await Task.Delay(Retry, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
