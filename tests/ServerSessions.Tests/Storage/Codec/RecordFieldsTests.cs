using MessagePack;
using ServerSessions.Model;
using ServerSessions.Model.Notices;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Tests.Storage.Codec;

public class RecordFieldsTests
{
    [Fact]
    public void A_tag_that_is_not_known_is_passed_over_and_absent_ones_have_their_defaults()
    {
        var later = new TaggedRecord<EventDetail>(
            new(99, _ => true, (_, ref writer, _) => WriteNested(ref writer), (_, ref _, in _) => { }),
            TaggedField<EventDetail>.Number(10, d => d.Object, (d, v) => d.Object = v),
            new(7_777, _ => true, (_, ref writer, _) => writer.Write("text"), (_, ref _, in _) => { }),
            TaggedField<EventDetail>.Flag(14, d => d.IsRemoteSignIn, (d, v) => d.IsRemoteSignIn = v),
            new(100, _ => true, (_, ref writer, _) => WriteNested(ref writer), (_, ref _, in _) => { }));

        var detail = new EventDetail { Object = 42, IsRemoteSignIn = true };
        Assert.Equal(detail, Read(RecordFields.Detail, new EventDetail(), Written(later, detail)));
    }

    [Fact]
    public void A_record_without_any_field_is_one_byte_and_has_the_defaults()
    {
        var bytes = Written(RecordFields.Detail, new EventDetail());
        Assert.Equal(1, bytes.Length);
        Assert.Equal(new EventDetail(), Read(RecordFields.Detail, new EventDetail(), bytes));
        Assert.Equal(new HandoverQuestion { Time = 5 }, Read(RecordFields.Question, new HandoverQuestion { Time = 5 }, bytes));
        Assert.Equal(new SignalNews(), Read(RecordFields.News, new SignalNews(), bytes));
    }

    [Fact]
    public void Two_fields_of_one_tag_are_refused() =>
        Assert.Throws<ArgumentException>(() => new TaggedRecord<SignalNews>(
            TaggedField<SignalNews>.Flag(1, n => n.IsPresence, (n, v) => n.IsPresence = v), TaggedField<SignalNews>.Flag(1, n => n.FollowsPage, (n, v) => n.FollowsPage = v)));

    private static void WriteNested(ref MessagePackWriter writer)
    {
        writer.WriteArrayHeader(2);
        writer.Write(1);
        writer.WriteMapHeader(1);
        writer.Write("name");
        writer.WriteNil();
    }

    private static ReadOnlyMemory<byte> Written<T>(TaggedRecord<T> fields, T record)
    {
        var buffer = new ByteBuffer();
        var writer = new MessagePackWriter(buffer);
        fields.Write(record, ref writer, new TaggedFields(), new WrittenTables());
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static T Read<T>(TaggedRecord<T> fields, T empty, ReadOnlyMemory<byte> bytes) =>
        PackedReader.Read(bytes, (fields, empty), static (source, ref reader) => source.fields.Read(source.empty, ref reader, new ReadTables([], default)));
}
