using System.Buffers;
using System.Runtime.CompilerServices;

namespace ServerSessions.Storage.Codec;

/// <summary>
/// The strings of a batch, each once. The same instance is found by its reference, which step names almost always are; equal
/// text in another instance by its content.
/// </summary>
internal sealed class StringTable
{
    private const int Recent = 256;

    private readonly (string? Text, int Index)[] _recent = new (string?, int)[Recent];
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public int Count => _indexes.Count;

    /// <summary>The strings as MessagePack, one after the other.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Clear()
    {
        _indexes.Clear();
        _bytes.ResetWrittenCount();
        Array.Clear(_recent);
    }

    public int Add(string text)
    {
        ref var recent = ref _recent[RuntimeHelpers.GetHashCode(text) & (Recent - 1)];
        if (!ReferenceEquals(recent.Text, text))
            recent = (text, FindOrWrite(text));
        return recent.Index;
    }

    private int FindOrWrite(string text)
    {
        if (_indexes.TryGetValue(text, out var index))
            return index;
        index = _indexes.Count;
        _indexes.Add(text, index);
        var writer = new MessagePackWriter(_bytes);
        writer.Write(text);
        writer.Flush();
        return index;
    }
}
