using System.Security.Cryptography;
using System.Text;

namespace ServerSessions.Alerts.Webhooks;

/// <summary>A parsed secret. It has no text form, so it cannot get into a log or a document.</summary>
internal sealed class WebhookSecret
{
    public const string Prefix = "whsec_";
    private const int MinBytes = 24;
    private const int MaxBytes = 64;
    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    public static WebhookSecret Parse(string? text, string parameter) =>
        TryParse(text, out var secret, out var error) ? secret : throw new ArgumentException(error, parameter);

    /// <summary>Parses a secret. The error never repeats it.</summary>
    public static bool TryParse(string? text, out WebhookSecret secret, out string error)
    {
        secret = null!;
        error = "";
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return Fail($"does not begin with '{Prefix}'", out error);
        Span<byte> bytes = stackalloc byte[MaxBytes];
        if (text.Length > Prefix.Length + 2 * MaxBytes)
            return Fail($"has {text.Length} characters", out error);
        if (!Convert.TryFromBase64Chars(text.AsSpan(Prefix.Length), bytes, out var written))
            return Fail($"is not base64 of at most {MaxBytes} bytes", out error);
        if (written < MinBytes)
            return Fail($"has {written} bytes", out error);
        secret = new WebhookSecret(bytes[..written].ToArray());
        return true;
    }

    public string Sign(string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        return "v1," + Convert.ToBase64String(hash.GetHashAndReset());
    }

    private static bool Fail(string given, out string error)
    {
        error = $"The webhook secret {given}; '{Prefix}' and the base64 of {MinBytes} to {MaxBytes} random bytes are expected. "
            + $"Make one: put '{Prefix}' before the output of 'openssl rand -base64 32'.";
        return false;
    }
}
