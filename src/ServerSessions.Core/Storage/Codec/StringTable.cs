using System.Runtime.CompilerServices;
using MessagePack;

namespace ServerSessions.Storage.Codec;

/// <summary>
/// The strings of a batch. Names (steps, clients) are remembered with their bytes from batch to batch, since they come again and
/// again; other texts only within their batch.
/// </summary>
internal sealed class StringTable
{
    /// <summary>Above this number all are forgotten: an application has fewer, so a client is inventing them.</summary>
    private const int MaxNames = 4096;

    private const int Places = 512;

    private readonly Name?[] _recent = new Name?[Places];
    private readonly Dictionary<string, Name> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly ByteBuffer _bytes = new();
    private long _batch;

    public int Count { get; private set; }

    /// <summary>The strings as MessagePack, one after the other.</summary>
    public ReadOnlySpan<byte> Written => _bytes.Written;

    public void Clear()
    {
        _batch++;
        _bytes.Clear();
        Count = 0;
        if (_texts.Count > 0)
            _texts.Clear();
        if (_names.Count <= MaxNames)
            return;
        _names.Clear();
        Array.Clear(_recent);
    }

    /// <summary>The number of a string that other batches will have too.</summary>
    public int AddName(string text)
    {
        // Mostly the very instance that came last time: found without reading its characters.
        ref var recent = ref _recent[RuntimeHelpers.GetHashCode(text) & (Places - 1)];
        var name = recent is { } known && ReferenceEquals(known.Instance, text) ? known : recent = Find(text);
        if (name.Batch != _batch)
        {
            name.Batch = _batch;
            name.Index = Count++;
            _bytes.Write(name.Encoded);
        }
        return name.Index;
    }

    /// <summary>The number of a string that may come again in this batch only.</summary>
    public int AddText(string text)
    {
        if (!_texts.TryGetValue(text, out var index))
            _texts.Add(text, index = AddUnique(text));
        return index;
    }

    /// <summary>The number of a string that will not come again.</summary>
    public int AddUnique(string text)
    {
        var writer = new MessagePackWriter(_bytes);
        writer.Write(text);
        writer.Flush();
        return Count++;
    }

    private Name Find(string text)
    {
        if (!_names.TryGetValue(text, out var name))
            _names.Add(text, name = new Name(text));
        name.Instance = text;
        return name;
    }

    private sealed class Name(string text)
    {
        public string Instance = text;
        public readonly byte[] Encoded = Encode(text);
        public long Batch;
        public int Index;

        private static byte[] Encode(string text)
        {
            var buffer = new System.Buffers.ArrayBufferWriter<byte>();
            var writer = new MessagePackWriter(buffer);
            writer.Write(text);
            writer.Flush();
            return buffer.WrittenSpan.ToArray();
        }
    }
}
