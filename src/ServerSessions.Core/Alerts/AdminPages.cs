using System.Globalization;
using Microsoft.Extensions.Options;
using ServerSessions.Alerts.Budget;

namespace ServerSessions.Alerts;

/// <summary>Makes the addresses of admin pages.</summary>
internal sealed class AdminPages(IOptions<WebhookOptions> options)
{
    private const string Default = "/admin/sessions";

    private string? _mapped;

    /// <summary>Stores the pattern of the admin endpoints; only the first call counts.</summary>
    public void Map(string pattern) => Interlocked.CompareExchange(ref _mapped, pattern, null);

    /// <summary>The address of the alert's page; for a summary, of the list of its rule's alerts; for the digest, of the overview. Null without <see cref="WebhookOptions.PublicUrl"/>.</summary>
    public string? Link(Alert alert)
    {
        var page = DigestAlerts.Is(alert) ? $"?from={Text(alert.Finding.First)}&to={Text(alert.Finding.Last)}"
            : alert.Id.StartsWith(SuppressedAlerts.Prefix, StringComparison.Ordinal)
            ? "alerts?rule=" + Uri.EscapeDataString(alert.Finding.Rule)
            : "alerts/" + Uri.EscapeDataString(alert.Id);
        return Link(page);
    }

    /// <summary>The address of a page below the admin pattern, such as "insights/goals?range=7d"; null without <see cref="WebhookOptions.PublicUrl"/>.</summary>
    public string? Link(string page)
    {
        if (options.Value.PublicUrl is not { } site)
            return null;
        var path = (options.Value.AdminPath ?? Volatile.Read(ref _mapped) ?? Default).Trim('/');
        return $"{site.AbsoluteUri.TrimEnd('/')}/{(path.Length == 0 ? "" : path + "/")}{page}";
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
