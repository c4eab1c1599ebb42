namespace ServerSessions;

/// <summary>A secret that pseudonyms are made with. All nodes of an application need the same ones.</summary>
public sealed record SessionKey
{
    /// <summary>Short name of the key, kept with what was made with it: "2026-11".</summary>
    public required string Id { get; init; }

    /// <summary>At least 32 random bytes in Base64: <c>openssl rand -base64 32</c>.</summary>
    public required string Secret { get; init; }

    /// <summary>The name only; a secret is never printed.</summary>
    public override string ToString() => $"SessionKey {Id}";
}
