using Microsoft.Extensions.Options;
using ServerSessions.Model;

namespace ServerSessions.Alerts.Webhooks;

/// <summary>Refuses to start with a webhook that could never be reached or verified. No message repeats a secret.</summary>
internal sealed class WebhookOptionsValidator(WebhookFormatters formatters, WebhookOrigin? origin = null) : IValidateOptions<WebhookOptions>
{
    private const int MaxIdLength = 64;
    private const int MaxSecrets = 4;

    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var errors = new List<string>();
        if (options.PublicUrl is { } site
            && (!site.IsAbsoluteUri || site.Scheme is not ("http" or "https") || site.OriginalString.Length > WebhookUrl.MaxLength))
            errors.Add($"PublicUrl '{Shown(site.OriginalString)}' is not an absolute http or https address; expected one like 'https://shop.example'.");
        foreach (var entry in options.AllowedDestinations)
            if (DestinationAllowList.Check(entry) is { } error) errors.Add(error);
        errors.AddRange(RangeFaults.Of(new WebhookRanges().Validate(name, options)));
        foreach (var group in options.Subscriptions.GroupBy(subscription => subscription.Id, StringComparer.Ordinal))
        {
            if (group.Count() > 1)
                errors.Add($"{group.Count()} webhooks have the id '{Shown(group.Key)}'; ids are unique. Give each its own id (equal addresses give equal ids).");
            foreach (var subscription in group)
            {
                var before = errors.Count;
                Check(subscription, options, errors);
                if (errors.Count > before && origin?.Invoke(subscription) is { } path)
                    errors[^1] += $" It was given by {path}.";
            }
        }
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.Select(e => "Session tracking: Webhooks: " + e));
    }

    private void Check(WebhookSubscription subscription, WebhookOptions options, List<string> errors)
    {
        var id = subscription.Id;
        if (id.Length is 0 or > MaxIdLength || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            errors.Add($"The webhook id '{Shown(id)}' is not usable; expected 1 to {MaxIdLength} letters, digits, '_' or '-'.");
        if (WebhookUrl.Check(subscription.Url, options.AllowInsecureLoopback) is { } error)
            errors.Add($"Webhook '{Shown(id)}': {error}");
        var secrets = subscription.Secrets;
        var format = formatters.Find(subscription.Format);
        if (format is null)
            errors.Add($"Webhook '{Shown(id)}' has the format '{Shown(subscription.Format)}'; known are {string.Join(", ", formatters.Names)}.");
        if ((secrets.Count == 0 && format is not { NeedsSecret: false }) || secrets.Count > MaxSecrets)
            errors.Add($"Webhook '{Shown(id)}' has {secrets.Count} secrets; expected 1 to {MaxSecrets} (two while a secret rotates).");
        foreach (var secret in secrets)
            if (!WebhookSecret.TryParse(secret, out _, out var reason)) errors.Add($"Webhook '{Shown(id)}': {reason}");
    }

    private static string Shown(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
