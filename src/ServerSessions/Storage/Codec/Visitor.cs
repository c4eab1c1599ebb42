namespace ServerSessions.Storage.Codec;

/// <summary>What the events of one session have in common: written once a batch, named by its number in the events.</summary>
internal readonly record struct Visitor(
    Pseudonym Key, KeyKind KeyKind, ulong Network, ulong Agent, string? Client, Pseudonym User, Pseudonym AuthSession)
{
    // The key is a keyed hash already, and the user tells apart what the key does not; the rest hardly ever differs.
    public override int GetHashCode() => (int)(Key.Low ^ User.Low);

    public bool Equals(Visitor other) =>
        Key == other.Key && User == other.User && AuthSession == other.AuthSession && Network == other.Network && Agent == other.Agent
        && KeyKind == other.KeyKind && string.Equals(Client, other.Client, StringComparison.Ordinal);
}
