using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ServerSessions.Capture.Endpoints;

/// <summary>
/// The logins that the application declares by path: as its routes see it, or with the path base before it. One that no request meets is reported, because
/// every rule about sign-ins would stay silent without a word.
/// </summary>
internal sealed class DeclaredLogins
{
    // With this number of other requests, it is unlikely that the login is only rare.
    private const int ManyRequests = 1_000;

    private readonly FrozenDictionary<string, DeclaredLogin> _byPath;
    private readonly ILogger<DeclaredLogins> _logger;
    private int _unmet;
    private int _missed;

    public DeclaredLogins(IOptions<SessionTrackingOptions> options, ILogger<DeclaredLogins> logger)
    {
        _byPath = options.Value.Logins.Select(l => new DeclaredLogin(this, l.Path.TrimEnd('/'), l.AccountField))
            .ToFrozenDictionary(l => l.Path, StringComparer.OrdinalIgnoreCase);
        (_unmet, _logger) = (_byPath.Count, logger);
    }

    /// <summary>How many no request has met.</summary>
    public int Unmet => _unmet;

    public DeclaredLogin? Find(HttpContext context, Visit visit) =>
        _byPath.Count == 0 ? null : Find(visit.RoutedPath) ?? Find(visit.Path) ?? Find(context.Request.PathBase + context.Request.Path);

    /// <summary>A request that is no login was recorded.</summary>
    /// <param name="step">Its step.</param>
    /// <param name="signedIn">It signed a user in all the same.</param>
    public void Miss(string step, bool signedIn)
    {
        if (signedIn)
            Report(login => Log.LoginElsewhere(_logger, login.Path, step));
        else if (++_missed == ManyRequests)
            Report(login => Log.LoginNeverMet(_logger, login.Path, ManyRequests));
    }

    /// <summary>Reports those that no endpoint of the application can take.</summary>
    /// <param name="isRouted">Whether an endpoint takes a POST to this path.</param>
    public void Check(Predicate<string> isRouted) => Report(
        login =>
        {
            if (!isRouted(login.Path))
                Log.LoginNotRouted(_logger, login.Path);
            else
                login.IsReported = false;
        });

    public void Count() => Interlocked.Decrement(ref _unmet);

    private DeclaredLogin? Find(PathString path) => path.HasValue ? _byPath.GetValueOrDefault(path.Value.TrimEnd('/')) : null;

    private void Report(Action<DeclaredLogin> report)
    {
        foreach (var login in _byPath.Values.Where(l => l is { IsMet: false, IsReported: false }))
        {
            login.IsReported = true;
            report(login);
        }
    }
}
