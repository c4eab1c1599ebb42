using Microsoft.Extensions.Options;
using ServerSessions.Alerts.Budget;

namespace ServerSessions.Alerts;

/// <summary>Makes the address of an alert's admin page.</summary>
internal sealed class AdminPages(IOptions<WebhookOptions> options)
{
    private const string Default = "/admin/sessions";

    private string? _mapped;

    /// <summary>Stores the pattern of the admin endpoints; only the first call counts.</summary>
    public void Map(string pattern) => Interlocked.CompareExchange(ref _mapped, pattern, null);

    /// <summary>The address of the alert's page; for a summary, of the list of its rule's alerts. Null without <see cref="WebhookOptions.PublicUrl"/>.</summary>
    public string? Link(Alert alert)
    {
        if (options.Value.PublicUrl is not { } site)
            return null;
        var page = alert.Id.StartsWith(SuppressedAlerts.Prefix, StringComparison.Ordinal)
            ? "alerts?rule=" + Uri.EscapeDataString(alert.Finding.Rule)
            : "alerts/" + Uri.EscapeDataString(alert.Id);
        var path = (options.Value.AdminPath ?? Volatile.Read(ref _mapped) ?? Default).Trim('/');
        return $"{site.AbsoluteUri.TrimEnd('/')}/{(path.Length == 0 ? "" : path + "/")}{page}";
    }
}
