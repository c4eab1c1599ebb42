namespace ServerSessions.Storage.Codec;

/// <summary>A pseudonym, or a session's id in the same 16 bytes, as the table of ids holds it.</summary>
internal readonly record struct IndexedId(Pseudonym Id) : IIndexed<IndexedId, Pseudonym>
{
    public override int GetHashCode() => (int)Id.Low;

    public bool IsOf(in Pseudonym source) => Id.Low == source.Low && Id.High == source.High;

    static IndexedId IIndexed<IndexedId, Pseudonym>.Of(in Pseudonym source) => new(source);

    static int IIndexed<IndexedId, Pseudonym>.Hash(in Pseudonym source) => (int)source.Low;
}
