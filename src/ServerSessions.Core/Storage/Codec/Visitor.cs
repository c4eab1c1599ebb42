using ServerSessions.Model;

namespace ServerSessions.Storage.Codec;

/// <summary>What the events of one session have in common: written once a batch, named by its number in the events.</summary>
internal readonly record struct Visitor(
    Pseudonym Key, KeyKind KeyKind, ulong Network, ulong Agent, string? Client, Pseudonym User, Pseudonym AuthSession, PlaceCode Place, ClientTraits Traits) : IIndexed<Visitor, RequestEvent>
{
    // The key is a keyed hash already, and the user distinguishes what the key does not; the rest hardly ever differs.
    public override int GetHashCode() => (int)(Key.Low ^ User.Low);

    public bool Equals(Visitor other) =>
        Key == other.Key && User == other.User && AuthSession == other.AuthSession && Network == other.Network && Agent == other.Agent
        && KeyKind == other.KeyKind && Place == other.Place && Traits == other.Traits && SameText(Client, other.Client);

    public bool IsOf(in RequestEvent e) =>
        Key == e.Key && User == e.User && AuthSession == e.AuthSession && Network == e.Network && Agent == e.Agent
        && KeyKind == e.KeyKind && Place == e.Place && Traits == e.Traits && SameText(Client, e.Client);

    static Visitor IIndexed<Visitor, RequestEvent>.Of(in RequestEvent e) =>
        new(e.Key, e.KeyKind, e.Network, e.Agent, e.Client, e.User, e.AuthSession, e.Place, e.Traits);

    static int IIndexed<Visitor, RequestEvent>.Hash(in RequestEvent e) => (int)(e.Key.Low ^ e.User.Low);

    private static bool SameText(string? one, string? other) => ReferenceEquals(one, other) || string.Equals(one, other, StringComparison.Ordinal);
}
