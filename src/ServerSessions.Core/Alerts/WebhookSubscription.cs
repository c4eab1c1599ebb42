using System.Security.Cryptography;
using System.Text;

namespace ServerSessions;

/// <summary>Where alerts are sent, which, and signed with what. The secrets stay in memory: they are never stored or logged.</summary>
public sealed record WebhookSubscription
{
    private readonly string? _id;

    /// <summary>Where to send: https, without user info; http only for loopback where the options allow it.</summary>
    public required Uri Url { get; init; }

    /// <summary>
    /// <c>whsec_</c> and base64 of 24 to 64 bytes each. One as a rule; while a secret rotates, the new and the old: each message is signed with all.
    /// </summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>Names it in documents, logs and metrics, the same on all nodes; by default derived from the address.</summary>
    public string Id
    {
        get => _id ?? "wh_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Url?.OriginalString ?? "")).AsSpan(0, 8));
        init => _id = value;
    }

    /// <summary>Ids of the rules to be told of, "D1"; null for all.</summary>
    public IReadOnlyCollection<string>? Rules { get; init; }

    /// <summary>Least severity to be told of; all by default.</summary>
    public Severity MinSeverity { get; init; }

    /// <summary>States of alerts to be told of: an alert is told again when people put it into one of these. Null for new (open) alerts only.</summary>
    public IReadOnlyCollection<AlertState>? States { get; init; }

    /// <summary>Form of the body: "standard" by default, "slack", or the name of an <see cref="IWebhookFormatter"/> of the application's own.</summary>
    public string Format { get; init; } = Alerts.StandardWebhookFormatter.FormatName;

    /// <summary>Its id alone: addresses can carry tokens, and secrets are secret.</summary>
    public override string ToString() => Id;
}
