using MessagePack;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Tests.Storage.Codec;

public class TaggedFieldsTests
{
    private readonly TaggedFields _fields = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(300)]
    public void Any_number_of_fields_is_read_back_by_tag(int count) =>
        Assert.Equal(Enumerable.Range(1, count).Select(tag => (tag, 7L * tag)), Read(Written(count)));

    [Fact]
    public void A_record_holds_nothing_of_the_one_before()
    {
        Written(9);
        Assert.Equal([(1, 7L)], Read(Written(1)));
    }

    [Fact]
    public void No_field_takes_one_byte() => Assert.Equal(1, Written(0).Length);

    private ReadOnlyMemory<byte> Written(int count)
    {
        var buffer = new ByteBuffer();
        var writer = new MessagePackWriter(buffer);
        var fields = _fields.Begin();
        for (var tag = 1; tag <= count; tag++)
        {
            _fields.Add(ref fields, tag);
            fields.Write(7 * tag);
        }

        _fields.End(ref fields, ref writer);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static List<(int, long)> Read(ReadOnlyMemory<byte> bytes) => PackedReader.Read(bytes, 0, static (_, ref reader) =>
    {
        var read = new List<(int, long)>();
        for (var left = reader.ReadTaggedHeader(); left > 0; left--)
            read.Add((reader.ReadInt32(), reader.ReadInt64()));
        return read;
    });
}
