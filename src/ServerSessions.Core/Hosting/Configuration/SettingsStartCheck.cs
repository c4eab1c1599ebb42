using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Alerts;
using ServerSessions.Detection;
using ServerSessions.Reports.Thresholds;

namespace ServerSessions.Hosting.Configuration;

/// <summary>Checks, when the application starts, settings whose effect depends on what the application has registered: rules, receivers and the storage.</summary>
internal sealed class SettingsStartCheck(
    SettingsSource source, IOptions<SessionProcessingOptions> options, DetectionEngine detection, IEnumerable<ReadSection> read,
    IOptions<WebhookOptions> webhooks, ILogger<SettingsStartCheck> logger) : IHostedService
{
    /// <exception cref="OptionsValidationException">A response is set for a rule that does not exist.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var rules = detection.Detectors.Select(d => d.Info.Id).Append(Incident.Rule).ToList();
        var faults = options.Value.Responses.Rules.Keys.Where(id => !rules.Contains(id, StringComparer.OrdinalIgnoreCase))
            .Select(id => $"Session tracking: Responses.Rules has \"{id}\", but there is no such rule; expected one of {string.Join(", ", rules)}.").ToList();
        if (faults.Count > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(SessionProcessingOptions), faults);
        if (Unread(ConfiguredSettings.Redis) is { } redis)
            Log.RedisNotUsed(logger, redis);
        if (Unread(ConfiguredSettings.Recordings) is { } recordings)
            Log.RecordingsNotUsed(logger, recordings);
        // Other processes may have no secrets.
        if (options.Value.Roles.HasFlag(SessionTrackingRoles.Deliver))
            ReportUnused(rules);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The path of a section of a package; null where its settings were read, or where it has none.
    private string? Unread(string name) =>
        source.Section?.GetSection(name) is { } section && section.Exists() && !read.Any(r => r.Path.Equals(section.Path, StringComparison.OrdinalIgnoreCase)) ? section.Path : null;

    // Reported only: a process that delivers may not have the rules of those that process.
    private void ReportUnused(IEnumerable<string> rules)
    {
        string[] sent = [.. rules, OperationalAlerts.Rule, InsightAlerts.Rule, DigestAlerts.Rule];
        foreach (var subscription in webhooks.Value.Subscriptions.Where(s => s.Rules is { } chosen && !chosen.Any(id => sent.Contains(id, StringComparer.OrdinalIgnoreCase))))
            Log.NothingSent(logger, subscription.Id, string.Join(", ", subscription.Rules!), string.Join(", ", sent));
    }
}
