using MessagePack;

namespace ServerSessions.Storage.Codec;

/// <summary>A field of a record of a batch, in both directions.</summary>
/// <param name="tag">Its number, which is never used again for another meaning.</param>
/// <param name="has">Whether a record has it; where it has not, nothing is written and reading leaves the default.</param>
/// <param name="write">Writes its value, one MessagePack value.</param>
/// <param name="read">Reads the value into a record.</param>
internal sealed class TaggedField<T>(int tag, Func<T, bool> has, TaggedField<T>.Writing write, TaggedField<T>.Reading read)
{
    public delegate void Writing(T record, ref MessagePackWriter writer, WrittenTables tables);

    public delegate void Reading(T record, ref PackedReader reader, in ReadTables tables);

    public int Tag => tag;

    public Func<T, bool> Has => has;

    public Writing Write => write;

    public Reading Read => read;

    public static TaggedField<T> Flag(int tag, Func<T, bool> get, Action<T, bool> set) =>
        new(tag, get, (_, ref writer, _) => writer.Write(true), (record, ref reader, in _) => set(record, reader.ReadBoolean()));

    public static TaggedField<T> Number(int tag, Func<T, ulong> get, Action<T, ulong> set) =>
        new(tag, r => get(r) != 0, (record, ref writer, _) => writer.Write(get(record)), (record, ref reader, in _) => set(record, reader.ReadUInt64()));

    /// <summary>A number from 0 to below a bound, such as the value of an enumeration.</summary>
    public static TaggedField<T> Index(int tag, int bound, Func<T, int> get, Action<T, int> set) =>
        new(tag, r => get(r) != 0, (record, ref writer, _) => writer.Write(get(record)), (record, ref reader, in _) => set(record, reader.ReadIndex(bound)));

    public static TaggedField<T> Id(int tag, Func<T, Pseudonym> get, Action<T, Pseudonym> set) =>
        new(tag, r => !get(r).IsNone, (record, ref writer, tables) => tables.Write(ref writer, get(record)), (record, ref reader, in tables) => set(record, tables.ReadId(ref reader)));

    public static TaggedField<T> Text(int tag, Func<T, string?> get, Action<T, string> set) =>
        new(tag, r => get(r) is not null, (record, ref writer, tables) => tables.Write(ref writer, get(record)!), (record, ref reader, in tables) => set(record, tables.ReadText(ref reader)));

    /// <summary>A text that no other record of the batch has.</summary>
    public static TaggedField<T> UniqueText(int tag, Func<T, string?> get, Action<T, string> set) =>
        new(tag, r => get(r) is not null, (record, ref writer, tables) => writer.Write(tables.Strings.AddUnique(get(record)!)), (record, ref reader, in tables) => set(record, tables.ReadText(ref reader)));

    public static TaggedField<T> Texts(int tag, Func<T, string[]?> get, Action<T, string[]> set) =>
        new(tag, r => get(r) is not null, (record, ref writer, tables) => tables.Write(ref writer, get(record)!), (record, ref reader, in tables) => set(record, tables.ReadTexts(ref reader)));

    public static TaggedField<T> Bytes(int tag, Func<T, byte[]> get, Action<T, byte[]> set) =>
        new(tag, r => get(r).Length > 0, (record, ref writer, _) => writer.Write(get(record)), (record, ref reader, in _) => set(record, reader.ReadBinary().ToArray()));
}
