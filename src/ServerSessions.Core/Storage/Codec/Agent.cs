using ServerSessions.Model;

namespace ServerSessions.Storage.Codec;

/// <summary>A client: its user agent's hash, its words as a number in the table of strings, -1 when there are none, and what it shows beside them.</summary>
internal readonly record struct Agent(ulong Hash, int Client, ClientTraits Traits) : IIndexed<Agent, Agent>
{
    // The hash is keyed already, and user agents of one hash have the same words.
    public override int GetHashCode() => (int)Hash ^ (int)Traits.Value;

    public bool IsOf(in Agent source) => Hash == source.Hash && Client == source.Client && Traits == source.Traits;

    static Agent IIndexed<Agent, Agent>.Of(in Agent source) => source;

    static int IIndexed<Agent, Agent>.Hash(in Agent source) => (int)source.Hash ^ (int)source.Traits.Value;
}
