using Microsoft.Extensions.Options;
using ServerSessions.Alerts.Budget;

namespace ServerSessions.Alerts;

/// <summary>Where an alert's admin page is.</summary>
internal sealed class AdminPages(IOptions<WebhookOptions> options)
{
    private const string Default = "/admin/sessions";

    private string? _mapped;

    /// <summary>Notes where the endpoints are mapped; the first time counts.</summary>
    public void Map(string pattern) => Interlocked.CompareExchange(ref _mapped, pattern, null);

    /// <summary>The alert's page; of a summary, the list of its rule's alerts. Null without <see cref="WebhookOptions.PublicUrl"/>.</summary>
    public string? Link(Alert alert)
    {
        if (options.Value.PublicUrl is not { } site)
            return null;
        var page = alert.Id.StartsWith(HeldAlerts.Prefix, StringComparison.Ordinal)
            ? "alerts?rule=" + Uri.EscapeDataString(alert.Finding.Rule)
            : "alerts/" + Uri.EscapeDataString(alert.Id);
        var path = (options.Value.AdminPath ?? Volatile.Read(ref _mapped) ?? Default).Trim('/');
        return $"{site.AbsoluteUri.TrimEnd('/')}/{(path.Length == 0 ? "" : path + "/")}{page}";
    }
}
