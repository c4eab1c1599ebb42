using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using ServerSessions.Alerts.Webhooks;

namespace ServerSessions;

/// <summary>Signs and verifies webhooks by Standard Webhooks 1.0: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
public static class WebhookSignature
{
    internal const string IdHeader = "webhook-id";
    internal const string TimestampHeader = "webhook-timestamp";
    internal const string SignatureHeader = "webhook-signature";

    /// <summary>Maximum difference between the sender's clock and this one, in both directions: 5 minutes.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Returns whether a received webhook was signed with this secret, within <see cref="Tolerance"/> of now.</summary>
    /// <param name="body">The exact bytes received, before any parsing.</param>
    /// <param name="headers">The request's headers: webhook-id, webhook-timestamp and webhook-signature are read.</param>
    /// <param name="secret">The shared secret, <c>whsec_</c> and base64 of 24 to 64 bytes.</param>
    /// <param name="time">The clock with which the timestamp is compared.</param>
    /// <returns>False when a header is missing, malformed or duplicate, when the time is outside the tolerance, or when no signature matches.</returns>
    /// <exception cref="ArgumentException">The secret is malformed; the message does not repeat it.</exception>
    public static bool Verify(ReadOnlySpan<byte> body, IDictionary<string, StringValues> headers, string secret, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(time);
        var key = WebhookSecret.Parse(secret, nameof(secret));
        if (Only(headers, IdHeader) is not { Length: > 0 } id
            || Only(headers, TimestampHeader) is not { } timestamp
            || Only(headers, SignatureHeader) is not { } signatures
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return false;

        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var tolerance = (long)Tolerance.TotalSeconds;
        if (seconds < now - tolerance || seconds > now + tolerance) return false;

        var expected = Encoding.UTF8.GetBytes(key.Sign(id, timestamp, body));
        var found = false;
        foreach (var range in signatures.AsSpan().Split(' '))
            found |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signatures[range]));
        return found;
    }

    /// <summary>The signature of one attempt, <c>v1,</c> and base64.</summary>
    /// <param name="id">The message's id; the same at each attempt.</param>
    /// <param name="timestamp">Time of the attempt; whole seconds are signed.</param>
    /// <param name="body">The exact bytes that are sent.</param>
    /// <param name="secret">The shared secret, <c>whsec_</c> and base64 of 24 to 64 bytes.</param>
    /// <exception cref="ArgumentException">The secret is malformed; the message does not repeat it.</exception>
    public static string Sign(string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body, string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return WebhookSecret.Parse(secret, nameof(secret)).Sign(id, Timestamp(timestamp), body);
    }

    // Null when the header is missing or duplicate.
    private static string? Only(IDictionary<string, StringValues> headers, string name) => headers.TryGetValue(name, out var given) && given is [{ } value] ? value : null;

    internal static string Timestamp(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
