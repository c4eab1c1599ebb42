using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Capture;
using ServerSessions.Privacy;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;

namespace ServerSessions.Hosting;

/// <summary>Makes the shell the outermost middleware, and checks what was built before the first request is served.</summary>
internal sealed class SessionTrackingStartupFilter(
    SessionTracker tracker, CatalogReader catalogs, LoginPathCheck logins, AdminAuthorizationCheck admin, KeyRing keys, ISessionStorage storage, DetectorReadiness sight,
    IOptions<SessionTrackingOptions> options, ILogger<SessionTrackingStartupFilter> logger) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<SessionShellMiddleware>();
        // A WebApplication has its middleware by now, and adds what is missing in front of it; other hosts add theirs now.
        var later = tracker.Order.TakeAddedLater();
        next(app);
        later ??= tracker.Order.TakeAddedLater();
        admin.Check();
        catalogs.Read();
        logins.Check();
        if (!tracker.IsUsed)
            Capture.Log.NotUsed(logger);
        if (later is not null)
            Capture.Log.UsedTooEarly(logger, later);
        if (storage is InProcessStorage)
            Capture.Log.ForgetsAtExit(logger, options.Value.InProcessJourneys);
        if (keys.IsTransient)
            Capture.Log.TransientKeys(logger);
        foreach (var (rule, why) in sight.Blind())
            Places.Log.RuleIsBlind(logger, rule.Id, rule.Name, why);
        CheckSignIns(app.ApplicationServices);
    };

    private void CheckSignIns(IServiceProvider services)
    {
        if (services.GetService<IAuthenticationSchemeProvider>() is null)
            return;
        using var scope = services.CreateScope();
        var service = scope.ServiceProvider.GetRequiredService<IAuthenticationService>();
        // A decorator that the application registers after ours has made ours by now.
        if (!tracker.SeesSignIns)
            Capture.Log.SignInsUnseen(logger, service.GetType().Name);
    }
}
