using MessagePack;

namespace ServerSessions.Storage.Codec;

/// <summary>
/// Writes the fields that few records have as an array of tag numbers and values in turn: a field that is absent takes no byte, and a reader passes over a tag
/// that it does not know. A tag number is never used again for another meaning. Made to be used again and again; not for use by two threads at once.
/// </summary>
internal sealed class TaggedFields
{
    private readonly ByteBuffer _bytes = new();
    private int _count;

    /// <summary>Begins a record. The values go into the writer that this returns.</summary>
    public MessagePackWriter Begin()
    {
        _bytes.Clear();
        _count = 0;
        return new MessagePackWriter(_bytes);
    }

    /// <summary>Begins a field; its value, which is one MessagePack value, must follow.</summary>
    public void Add(ref MessagePackWriter fields, int tag)
    {
        fields.Write(tag);
        _count++;
    }

    /// <summary>Ends the record and writes it.</summary>
    public void End(ref MessagePackWriter fields, ref MessagePackWriter to)
    {
        fields.Flush();
        // No map: implementations whose maps have text keys alone could not write it again as it was.
        to.WriteArrayHeader(2 * _count);
        to.WriteRaw(_bytes.Written);
    }
}
