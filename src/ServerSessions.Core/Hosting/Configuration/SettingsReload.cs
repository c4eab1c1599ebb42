using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using ServerSessions.Alerts.Budget;
using ServerSessions.Detection;

namespace ServerSessions.Hosting.Configuration;

/// <summary>
/// Takes over what may change while the application runs, when its configuration is loaded anew: modes of rules, their thresholds, and the budgets of alerts. Settings that
/// cannot be used change nothing and are logged.
/// </summary>
/// <param name="source">Where settings come from.</param>
/// <param name="current">The settings that rules read.</param>
/// <param name="read">Reads all settings as at the start, and checks them.</param>
/// <param name="webhooks">Reads those of webhooks.</param>
/// <param name="detection">Takes the modes.</param>
/// <param name="budget">Takes the budgets.</param>
/// <param name="logger">Records both outcomes.</param>
internal sealed class SettingsReload(
    SettingsSource source, DetectionOptions current, SettingsReader read, IOptionsFactory<WebhookOptions> webhooks, DetectionEngine detection, AlertBudget budget,
    ILogger<SettingsReload> logger) : IHostedService, IDisposable
{
    private readonly Lock _reading = new();
    private IDisposable? _watched;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (source.Section is { } section)
            _watched = ChangeToken.OnChange(section.GetReloadToken, Reload);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _watched?.Dispose();

    // What is thrown here would end the process: the thread is that of the configuration's file watcher.
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
