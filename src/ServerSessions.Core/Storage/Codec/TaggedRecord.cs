using MessagePack;

namespace ServerSessions.Storage.Codec;

/// <summary>The fields of one type of record, in the order in which they are written: the one place of the codec where a field of it stands.</summary>
internal sealed class TaggedRecord<T>
{
    private readonly TaggedField<T>[] _fields;
    private readonly TaggedField<T>?[] _byTag;

    public TaggedRecord(params TaggedField<T>[] fields)
    {
        _fields = fields;
        _byTag = new TaggedField<T>?[fields.Max(f => f.Tag) + 1];
        foreach (var field in fields)
            _byTag[field.Tag] = _byTag[field.Tag] is null ? field : throw new ArgumentException($"Two fields of {typeof(T).Name} have the tag {field.Tag}.", nameof(fields));
    }

    public void Write(T record, ref MessagePackWriter writer, TaggedFields buffer, WrittenTables tables)
    {
        var values = buffer.Begin();
        foreach (var field in _fields)
            if (field.Has(record))
            {
                buffer.Add(ref values, field.Tag);
                field.Write(record, ref values, tables);
            }

        buffer.End(ref values, ref writer);
    }

    /// <summary>Reads the fields into a record that has the defaults. A tag that is not known is passed over.</summary>
    public T Read(T record, ref PackedReader reader, in ReadTables tables)
    {
        for (var left = reader.ReadTaggedHeader(); left > 0; left--)
        {
            var tag = reader.ReadUInt64();
            if (tag < (ulong)_byTag.Length && _byTag[tag] is { } field)
                field.Read(record, ref reader, tables);
            else
                reader.Skip();
        }

        return record;
    }
}
