using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Alerts.Stored;
using ServerSessions.Alerts.Webhooks;
using ServerSessions.Diagnostics;

namespace ServerSessions.Alerts;

/// <summary>Creates, lists, rotates, enables and removes webhooks while running. A secret is shown once, when it is created.</summary>
internal sealed class WebhookAdmin(
    StoredWebhooks stored, DeliveryTargets targets, WebhookProtector protector, WebhookFormatters formatters, EndpointStates states, IOptions<WebhookOptions> options,
    TimeProvider time, IAuditNames names, ILogger<WebhookAdmin> log)
{
    private const int SecretBytes = 32;
    private const int MaxRules = 100;
    private const string UnknownUser = "an unknown user";

    public async ValueTask<IReadOnlyList<WebhookReport>> ListAsync(CancellationToken cancellationToken)
    {
        var reports = new List<WebhookReport>();
        foreach (var target in targets.Configured)
            reports.Add(await ReportAsync(target.Subscription, cancellationToken));
        foreach (var (webhook, _) in await stored.ListAsync(cancellationToken))
            reports.Add(await ReportAsync(webhook, cancellationToken));
        return reports;
    }

    /// <exception cref="ArgumentException">No delivery to this webhook could ever succeed.</exception>
    /// <exception cref="InvalidOperationException">The application has no data protection.</exception>
    public async ValueTask<WebhookWithSecret> CreateAsync(WebhookOrder order, CancellationToken cancellationToken)
    {
        var url = Checked(order);
        var secret = NewSecret();
        var webhook = new StoredWebhook
        {
            Id = "wh_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            Origin = url.GetLeftPart(UriPartial.Authority),
            Format = formatters.Find(order.Format)!.Name,
            Rules = order.Rules,
            MinSeverity = order.MinSeverity,
            States = order.States,
            Created = time.GetUtcNow(),
            CreatedBy = order.By,
            Protected = protector.Protect(new ProtectedWebhook(url.OriginalString, [new RotatingSecret(secret, null)])),
        };
        await stored.PutAsync(webhook, expectedVersion: 0, cancellationToken);
        await stored.RefreshAsync(cancellationToken);
        log.WebhookChanged(webhook.Id, "added", names.Of(order.By, UnknownUser));
        return new WebhookWithSecret(await ReportAsync(webhook, cancellationToken), secret);
    }

    /// <summary>Replaces the secret. The previous one signs beside it for a day, so that the receiver can change over.</summary>
    /// <returns>Null when no webhook with this id was added while running.</returns>
    public async ValueTask<WebhookWithSecret?> RotateAsync(string id, string? by, CancellationToken cancellationToken)
    {
        while (await stored.FindAsync(id, cancellationToken) is var (webhook, version))
        {
            var now = time.GetUtcNow();
            var unlocked = protector.Unprotect(webhook.Protected);
            var secret = NewSecret();
            // Only one earlier secret is kept: a second rotation within a day ends the first secret.
            var before = unlocked.Secrets.Where(s => s.Until is null).Select(s => s with { Until = now + StoredWebhooks.Overlap });
            var rotated = webhook with { Rotated = now, Protected = protector.Protect(unlocked with { Secrets = [new RotatingSecret(secret, null), .. before] }) };
            if (!await stored.PutAsync(rotated, version, cancellationToken))
                continue;
            await stored.RefreshAsync(cancellationToken);
            log.WebhookChanged(id, "given a new secret", names.Of(by, UnknownUser));
            return new WebhookWithSecret(await ReportAsync(rotated, cancellationToken), secret);
        }

        return null;
    }

    /// <returns>False when no webhook with this id was added while running.</returns>
    public async ValueTask<bool> RemoveAsync(string id, string? by, CancellationToken cancellationToken)
    {
        if (!await stored.DeleteAsync(id, cancellationToken))
            return false;
        await states.RemoveAsync(WebhookTarget.Prefix + id, time.GetUtcNow(), cancellationToken);
        await stored.RefreshAsync(cancellationToken);
        log.WebhookChanged(id, "removed", names.Of(by, UnknownUser));
        return true;
    }

    /// <summary>Enables a disabled webhook. Alerts that it missed are sent by <c>RecoverAsync</c>.</summary>
    /// <returns>False when there is no such webhook.</returns>
    public async ValueTask<bool> EnableAsync(string id, string? by, CancellationToken cancellationToken)
    {
        await stored.RefreshAsync(cancellationToken);
        if (targets.Find(WebhookTarget.Prefix + id) is not { } target)
            return false;
        await states.EnableAsync(target.Id, cancellationToken);
        log.WebhookChanged(id, "enabled", names.Of(by, UnknownUser));
        return true;
    }

    private Uri Checked(WebhookOrder order)
    {
        var url = Uri.TryCreate(order.Url, UriKind.Absolute, out var parsed) ? parsed : null;
        if (WebhookUrl.Check(url, options.Value.AllowInsecureLoopback) is { } fault)
            throw new ArgumentException(fault);
        if (formatters.Find(order.Format) is null)
            throw new ArgumentException($"The format is \"{Cut(order.Format)}\"; expected one of {string.Join(", ", formatters.Names)}.");
        if (order.Rules?.Count > MaxRules)
            throw new ArgumentException($"{order.Rules.Count} rules are named; expected at most {MaxRules}.");
        return url!;
    }

    private ValueTask<WebhookReport> ReportAsync(WebhookSubscription webhook, CancellationToken cancellationToken) => WithStateAsync(new WebhookReport
    {
        Id = webhook.Id,
        Origin = webhook.Url.GetLeftPart(UriPartial.Authority),
        Format = webhook.Format,
        Rules = webhook.Rules,
        MinSeverity = webhook.MinSeverity,
        States = webhook.States ?? [AlertState.Open],
        IsConfigured = true,
    }, cancellationToken);

    private ValueTask<WebhookReport> ReportAsync(StoredWebhook webhook, CancellationToken cancellationToken) => WithStateAsync(new WebhookReport
    {
        Id = webhook.Id,
        Origin = webhook.Origin,
        Format = webhook.Format,
        Rules = webhook.Rules,
        MinSeverity = webhook.MinSeverity,
        States = webhook.States ?? [AlertState.Open],
        Created = webhook.Created,
        CreatedBy = webhook.CreatedBy,
        Rotated = webhook.Rotated,
    }, cancellationToken);

    private async ValueTask<WebhookReport> WithStateAsync(WebhookReport report, CancellationToken cancellationToken)
    {
        var state = await states.ReadAsync(WebhookTarget.Prefix + report.Id, cancellationToken);
        return report with { FailingSince = state.FailingSince, DisabledSince = state.DisabledSince, Reason = state.Reason };
    }

    private static string NewSecret() => WebhookSecret.Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    private static string Cut(string text) => text.Length > 64 ? text[..64] + "…" : text;
}
