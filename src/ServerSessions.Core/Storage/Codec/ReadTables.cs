namespace ServerSessions.Storage.Codec;

/// <summary>The tables of a batch that is being read whose entries the values of records point into: strings and ids.</summary>
internal readonly ref struct ReadTables(List<string> strings, ReadOnlySpan<byte> ids)
{
    private readonly List<string> _strings = strings;
    private readonly ReadOnlySpan<byte> _ids = ids;

    public string ReadText(ref PackedReader reader) => _strings[reader.ReadIndex(_strings.Count)];

    public string? ReadTextOrNil(ref PackedReader reader) => reader.TryReadNil() ? null : ReadText(ref reader);

    public string[] ReadTexts(ref PackedReader reader)
    {
        var texts = new string[reader.ReadArrayHeader()];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = ReadText(ref reader);
        return texts;
    }

    public Pseudonym ReadId(ref PackedReader reader) => reader.TryReadNil()
        ? default
        : Pseudonym.Read(_ids.Slice(reader.ReadIndex(_ids.Length / Pseudonym.Size) * Pseudonym.Size, Pseudonym.Size));

    public SessionId ReadSession(ref PackedReader reader)
    {
        Span<byte> bytes = stackalloc byte[Pseudonym.Size];
        ReadId(ref reader).Write(bytes);
        var session = new SessionId(new Guid(bytes, bigEndian: true));
        return session.Value == Guid.Empty || (session.Value.Version == 7 && session.Milliseconds <= EventFormat.MaxTime / 1000)
            ? session
            : throw new InvalidMessageException($"Expected the id of a session, a UUID of version 7, but found {session}.");
    }
}
