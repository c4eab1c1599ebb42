using System.Text.Json;

namespace ServerSessions.Model.Alerts;

/// <summary>A session that a rule's new finding is about, on its way to the responder, with the keys that the fold has of it.</summary>
internal sealed record ResponseCandidate
{
    private const int MaxBytes = AlertJson.MaxBytes;

    /// <summary>The alert, with its newest piece of evidence only.</summary>
    public required Alert Alert { get; init; }

    public required string Session { get; init; }

    /// <summary>Pseudonym of the session's key; null where the session has closed, so that only its journey shows the key.</summary>
    public string? Key { get; init; }

    public KeyKind KeyKind { get; init; }

    /// <summary>The authenticated session; null where none is known.</summary>
    public string? AuthSession { get; init; }

    public string? User { get; init; }

    /// <summary>Whether the response applies to the authenticated session only: the finding is about an account or a user, in which others have a part.</summary>
    public bool IsSignInOnly { get; init; }

    /// <summary>Whether the response is carried out; else it is only written down.</summary>
    public bool IsEnforced { get; init; }

    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, ModelJsonContext.Default.ResponseCandidate);

    /// <exception cref="FormatException">The bytes are no such session.</exception>
    public static ResponseCandidate Decode(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxBytes)
            throw new FormatException($"The encoded session has {json.Length} bytes; at most {MaxBytes} are expected.");
        try
        {
            return JsonSerializer.Deserialize(json, ModelJsonContext.Default.ResponseCandidate)
                ?? throw new FormatException("The encoded session is the JSON null; an object is expected.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The encoded session ({json.Length} bytes) is not the expected JSON: {exception.Message}", exception);
        }
    }
}
