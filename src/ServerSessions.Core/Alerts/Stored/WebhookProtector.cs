using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace ServerSessions.Alerts.Stored;

/// <summary>Encrypts addresses and secrets through ASP.NET Core Data Protection, whose keys the application's nodes share.</summary>
internal sealed class WebhookProtector(IDataProtectionProvider? provider = null)
{
    private readonly IDataProtector? _protector = provider?.CreateProtector("ServerSessions.Webhooks.v1");

    /// <exception cref="InvalidOperationException">The application has no data protection.</exception>
    public string Protect(ProtectedWebhook webhook) =>
        (_protector ?? throw new InvalidOperationException(
            "Webhooks that are added at run time keep their secrets through data protection, which this application does not have. Write builder.Services.AddDataProtection() with keys that all nodes share."))
        .Protect(JsonSerializer.Serialize(webhook, AlertsJsonContext.Default.ProtectedWebhook));

    /// <exception cref="System.Security.Cryptography.CryptographicException">It was encrypted by another application or with other keys.</exception>
    public ProtectedWebhook Unprotect(string locked) =>
        JsonSerializer.Deserialize((_protector ?? throw new System.Security.Cryptography.CryptographicException("There is no data protection on this node.")).Unprotect(locked), AlertsJsonContext.Default.ProtectedWebhook)
        ?? throw new System.Security.Cryptography.CryptographicException("The protected webhook is the JSON null.");
}
