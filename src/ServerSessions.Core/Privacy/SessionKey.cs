namespace ServerSessions;

/// <summary>A secret that pseudonyms are made with. All nodes of an application need the same ones.</summary>
public sealed record SessionKey
{
    /// <summary>
    /// Short name of the key, kept with what was made with it: "2026-11". 1 to 64 characters, unique in the list; a secret never gets the id
    /// of another one.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>At least 32 random bytes in Base64: <c>openssl rand -base64 32</c>.</summary>
    public required string Secret { get; init; }

    /// <summary>
    /// The moment (UTC) from which new tickets and cookies are made under this key, on every node; before it the key is only read. Default null:
    /// as soon as it is the first in the list. A key that comes later in the list is older and may not become active later.
    /// </summary>
    public DateTimeOffset? ActiveFrom { get; init; }

    /// <summary>
    /// Whether users, accounts and networks get new pseudonyms under this key, three minutes after it is first used for tickets and cookies. Default false: they keep
    /// theirs, also when the key that these were made from is listed no longer. Only for a rotation after a secret has leaked: with new pseudonyms rules begin anew with
    /// what they remember, suppressions about users, accounts and networks end, and a user's earlier sessions are found only while the earlier key is listed.
    /// </summary>
    public bool RenamesIdentities { get; init; }

    /// <summary>The name only; a secret is never printed.</summary>
    public override string ToString() => $"SessionKey {Id}";
}
