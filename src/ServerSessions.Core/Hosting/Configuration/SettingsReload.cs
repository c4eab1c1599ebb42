using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using ServerSessions.Alerts.Budget;
using ServerSessions.Detection;

namespace ServerSessions.Hosting.Configuration;

/// <summary>
/// Applies settings that may change while the application runs, when its configuration is reloaded: modes and thresholds of rules, and budgets of alerts. Settings that
/// cannot be used change nothing and are logged.
/// </summary>
/// <param name="source">The source of the settings.</param>
/// <param name="further">The sections of further calls.</param>
/// <param name="current">The settings that rules read.</param>
/// <param name="read">Reads all settings as at the start, and checks them.</param>
/// <param name="webhooks">Reads the settings of webhooks.</param>
/// <param name="detection">Receives the modes.</param>
/// <param name="budget">Receives the budgets.</param>
/// <param name="logger">Logs both outcomes.</param>
internal sealed class SettingsReload(
    SettingsSource source, IEnumerable<FurtherSection> further, DetectionOptions current, SettingsReader read, IOptionsFactory<WebhookOptions> webhooks, DetectionEngine detection, AlertBudget budget,
    ILogger<SettingsReload> logger) : IHostedService, IDisposable
{
    private readonly Lock _reading = new();
    private readonly List<IDisposable> _watched = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Each may come from a configuration of its own.
        foreach (var section in further.Select(f => f.Section).Prepend(source.Section).OfType<IConfiguration>())
            _watched.Add(ChangeToken.OnChange(section.GetReloadToken, Reload));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _watched.ForEach(w => w.Dispose());

    // An exception would end the process, because this runs on the thread of the configuration's file watcher.
    private void Reload()
    {
        try
        {
            lock (_reading)
            {
                var (settings, alerts) = (read(), webhooks.Create(Options.DefaultName));
                detection.Configure(settings.Detection.Modes);
                SettingsCopy.Simple(settings.Detection, current);
                budget.Use(alerts);
            }

            Log.SettingsReloaded(logger);
        }
        catch (Exception exception)
        {
            Log.SettingsNotReloaded(logger, exception.Message, exception);
        }
    }
}
