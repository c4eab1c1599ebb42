using MessagePack;

namespace ServerSessions.Storage.Codec;

/// <summary>The tables of a batch that is being written whose entries the values of records point into: strings and ids.</summary>
internal sealed class WrittenTables
{
    private readonly IndexTable<IndexedId, Pseudonym> _ids = new();
    private readonly ByteBuffer _idBytes = new();

    public StringTable Strings { get; } = new();

    /// <summary>The ids, 16 bytes each.</summary>
    public ReadOnlySpan<byte> Ids => _idBytes.Written;

    public int Bytes => Strings.Written.Length + _idBytes.Count;

    public void Clear()
    {
        Strings.Clear();
        _ids.Clear();
        _idBytes.Clear();
    }

    /// <summary>The number of an id.</summary>
    public int Add(in Pseudonym id)
    {
        if (_ids.Add(id, out var index))
        {
            id.Write(_idBytes.GetSpan(Pseudonym.Size));
            _idBytes.Advance(Pseudonym.Size);
        }
        return index;
    }

    /// <summary>The number of a session's id.</summary>
    public int Add(SessionId session)
    {
        Span<byte> bytes = stackalloc byte[Pseudonym.Size];
        session.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Add(Pseudonym.Read(bytes));
    }

    public void Write(ref MessagePackWriter writer, Pseudonym id)
    {
        if (id.IsNone)
            writer.WriteNil();
        else
            writer.Write(Add(id));
    }

    public void Write(ref MessagePackWriter writer, string text) => writer.Write(Strings.AddText(text));

    public void Write(ref MessagePackWriter writer, string[] texts)
    {
        writer.WriteArrayHeader(texts.Length);
        foreach (var text in texts)
            Write(ref writer, text);
    }
}
