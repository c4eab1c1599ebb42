using MessagePack;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Reads what <see cref="WrittenTexts"/> wrote; texts are shared through the pool.</summary>
internal sealed class ReadTexts(StringPool pool)
{
    private readonly List<string> _texts = [];

    public string? ReadNullable(ref PackedReader reader)
    {
        if (reader.TryReadNil())
            return null;
        if (reader.NextType != MessagePackType.String)
            return _texts[reader.ReadIndex(_texts.Count)];
        var text = pool.Get(reader.ReadText());
        _texts.Add(text);
        return text;
    }

    public string Read(ref PackedReader reader) => ReadNullable(ref reader) ?? throw new InvalidMessageException("Expected a text, found nil.");

    public string[]? ReadArray(ref PackedReader reader)
    {
        if (reader.TryReadNil())
            return null;
        var texts = new string[reader.ReadArrayHeader()];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = Read(ref reader);
        return texts;
    }

    public void Clear() => _texts.Clear();
}
