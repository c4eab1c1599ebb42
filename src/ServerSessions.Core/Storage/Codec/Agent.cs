
namespace ServerSessions.Storage.Codec;

/// <summary>A user agent's hash and, as a number in the table of strings, its words; -1 when there are none.</summary>
internal readonly record struct Agent(ulong Hash, int Client) : IIndexed<Agent, Agent>
{
    // The hash is keyed already, and agents of one hash have the same words.
    public override int GetHashCode() => (int)Hash;

    public bool IsOf(in Agent source) => Hash == source.Hash && Client == source.Client;

    static Agent IIndexed<Agent, Agent>.Of(in Agent source) => source;

    static int IIndexed<Agent, Agent>.Hash(in Agent source) => (int)source.Hash;
}
