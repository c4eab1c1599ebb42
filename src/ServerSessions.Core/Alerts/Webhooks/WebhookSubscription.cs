using System.Security.Cryptography;
using System.Text;

namespace ServerSessions;

/// <summary>A receiver of alerts: its address, its choice of alerts, and its secrets. The secrets stay in memory: they are never stored or logged.</summary>
public sealed record WebhookSubscription
{
    private readonly string? _id;

    /// <summary>Address of the receiver: https, without user info; http only for loopback where the options allow it.</summary>
    public required Uri Url { get; init; }

    /// <summary>
    /// The secrets, each <c>whsec_</c> and base64 of 24 to 64 bytes. Normally one; during a rotation the new and the old one. Each message is signed with
    /// all of them. Empty by default, which only a format without signatures, such as "slack", allows.
    /// </summary>
    public IReadOnlyList<string> Secrets { get; init => field = value ?? []; } = [];

    /// <summary>Name of the subscription in documents, logs and metrics, the same on all nodes. By default it is derived from the address.</summary>
    public string Id
    {
        get => _id ?? "wh_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Url?.OriginalString ?? "")).AsSpan(0, 8));
        init => _id = value;
    }

    /// <summary>Ids of the rules whose alerts are sent, such as "D1"; null (the default) for all.</summary>
    public IReadOnlyCollection<string>? Rules { get; init; }

    /// <summary>Minimum severity of the alerts that are sent; all by default.</summary>
    public Severity MinSeverity { get; init; }

    /// <summary>
    /// States of alerts that are sent: an alert is sent again when people put it into one of these states. Null (the default) for new (open) alerts only.
    /// </summary>
    public IReadOnlyCollection<AlertState>? States { get; init; }

    /// <summary>Form of the body: "standard" (the default), "slack", or the name of an <see cref="IWebhookFormatter"/> of the application.</summary>
    public string Format { get; init; } = Alerts.Webhooks.StandardWebhookFormatter.FormatName;

    /// <summary>Returns the id only, because addresses can carry tokens and secrets must not be printed.</summary>
    public override string ToString() => Id;
}
