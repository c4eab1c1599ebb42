namespace ServerSessions;

/// <summary>A secret for pseudonyms. All nodes of an application need the same ones.</summary>
public sealed record SessionKey
{
    /// <summary>
    /// Short name of the key, such as "2026-11", stored with everything made under it. 1 to 64 characters, unique in the list. Never reuse the id for
    /// another secret.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>At least 32 random bytes in Base64: <c>openssl rand -base64 32</c>.</summary>
    public required string Secret { get; init; }

    /// <summary>
    /// The moment (UTC) from which new tickets and cookies are made under this key, on every node; before it, the key is only read. Null (the default):
    /// as soon as it is the first in the list. A key later in the list is older and must not become active later.
    /// </summary>
    public DateTimeOffset? ActiveFrom { get; init; }

    /// <summary>
    /// Whether users, accounts and networks get new pseudonyms under this key, three minutes after its first use for tickets and cookies. False by
    /// default: they keep theirs, even when the key that these were made from is no longer listed. Set it only after a secret has leaked: rules then
    /// start anew with their memory, suppressions about users, accounts and networks end, and a user's earlier sessions are found only while the earlier
    /// key is listed.
    /// </summary>
    public bool RenamesIdentities { get; init; }

    /// <summary>The name only; a secret is never printed.</summary>
    public override string ToString() => $"SessionKey {Id}";
}
