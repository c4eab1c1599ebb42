using MessagePack;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Tests.Storage.Codec;

/// <summary>What the library's reader lets through or reports in its own way is refused in ours.</summary>
public class PackedReaderTests
{
    private static readonly Dictionary<string, PackedReader.Decoding<int, object?>> Reads = new()
    {
        ["nil"] = static (_, ref r) => r.TryReadNil(),
        ["type"] = static (_, ref r) => r.NextType,
        ["boolean"] = static (_, ref r) => r.ReadBoolean(),
        ["int64"] = static (_, ref r) => r.ReadInt64(),
        ["uint64"] = static (_, ref r) => r.ReadUInt64(),
        ["int32"] = static (_, ref r) => r.ReadInt32(),
        ["index"] = static (_, ref r) => r.ReadIndex(3),
        ["string"] = static (_, ref r) => r.ReadString(),
        ["text"] = static (_, ref r) => r.ReadText().Length,
        ["binary"] = static (_, ref r) => r.ReadBinary().Length,
        ["array"] = static (_, ref r) => r.ReadArrayHeader(),
        ["record"] = static (_, ref r) => r.ReadRecordHeader(2),
        ["tagged"] = static (_, ref r) => r.ReadTaggedHeader(),
        ["skip"] = static (_, ref r) => Skip(ref r),
    };

    [Theory]
    [InlineData("nil", "")]
    [InlineData("type", "")]
    [InlineData("boolean", "")]
    [InlineData("boolean", "01")]
    [InlineData("int64", "")]
    [InlineData("int64", "CE0000")]
    [InlineData("int64", "CB3FF0000000000000")]
    [InlineData("int64", "CF8000000000000000")]
    [InlineData("uint64", "FF")]
    [InlineData("uint64", "C0")]
    [InlineData("int32", "CE80000000")]
    [InlineData("index", "03")]
    [InlineData("index", "FF")]
    [InlineData("index", "CF8000000000000000")]
    [InlineData("string", "A2FFFE")]
    [InlineData("string", "C0")]
    [InlineData("text", "C0")]
    [InlineData("text", "C40141")]
    [InlineData("text", "A241")]
    [InlineData("text", "DB8000000041")]
    [InlineData("text", "DBFFFFFFFF41")]
    [InlineData("binary", "A141")]
    [InlineData("binary", "C0")]
    [InlineData("binary", "C40241")]
    [InlineData("binary", "C68000000041")]
    [InlineData("binary", "C6FFFFFFFF41")]
    [InlineData("array", "C0")]
    [InlineData("array", "92C0")]
    [InlineData("array", "DD7FFFFFFFC0")]
    [InlineData("array", "DD80000000C0")]
    [InlineData("array", "DDFFFFFFFFC0")]
    [InlineData("record", "91C0")]
    [InlineData("tagged", "C0")]
    [InlineData("tagged", "91C0")]
    [InlineData("tagged", "81C0")]
    [InlineData("tagged", "92C0")]
    [InlineData("tagged", "DD7FFFFFFEC0C0")]
    [InlineData("tagged", "DDFFFFFFFEC0C0")]
    [InlineData("skip", "")]
    [InlineData("skip", "C1")]
    [InlineData("skip", "92C0")]
    [InlineData("skip", "81C0")]
    [InlineData("skip", "DD80000000C0")]
    [InlineData("skip", "DDFFFFFFFFC0")]
    [InlineData("skip", "DF80000000C0")]
    [InlineData("skip", "DFFFFFFFFFC0")]
    [InlineData("skip", "A241")]
    [InlineData("skip", "DBFFFFFFFF41")]
    [InlineData("skip", "C6FFFFFFFF41")]
    [InlineData("skip", "C9FFFFFFFF0141")]
    [InlineData("skip", "919191919191919191C0")]
    [InlineData("skip", "8101810181018101810181018101810181C0C0")]
    public void What_the_bytes_do_not_hold_is_an_invalid_message(string read, string hex) =>
        Assert.Throws<InvalidMessageException>(() => PackedReader.Read(Convert.FromHexString(hex), 0, Reads[read]));

    [Theory]
    [InlineData("C0")]
    [InlineData("C3")]
    [InlineData("7F")]
    [InlineData("E0")]
    [InlineData("CC80")]
    [InlineData("D3FFFFFFFFFFFFFFFF")]
    [InlineData("CA00000000")]
    [InlineData("CB0000000000000000")]
    [InlineData("A2FFFE")]
    [InlineData("D90141")]
    [InlineData("C5000141")]
    [InlineData("D40102")]
    [InlineData("C7020102AA")]
    [InlineData("90")]
    [InlineData("82A141C00192C0C0")]
    [InlineData("DC0002C0C0")]
    [InlineData("9191919191919191C0")]
    public void A_value_of_any_type_is_passed_over(string hex)
    {
        var next = PackedReader.Read(Convert.FromHexString(hex + "2A"), 0, static (_, ref r) =>
        {
            r.SkipRest(3, 4);
            return r.ReadInt64();
        });

        Assert.Equal(0x2A, next);
    }

    [Fact]
    public void A_refusal_says_where_and_keeps_what_the_library_reported()
    {
        var refusal = Assert.Throws<InvalidMessageException>(() => PackedReader.Read(Convert.FromHexString("2AC0"), 0, static (_, ref r) => r.ReadInt64() + r.ReadInt64()));

        Assert.StartsWith("The message of 2 bytes is invalid near byte 2: ", refusal.Message, StringComparison.Ordinal);
        Assert.IsType<MessagePackSerializationException>(refusal.InnerException);
    }

    [Fact]
    public void A_fault_that_is_not_of_the_bytes_is_not_hidden() =>
        Assert.Throws<InvalidOperationException>(() => PackedReader.Read<int, int>(new byte[1], 0, static (_, ref _) => throw new InvalidOperationException()));

    private static object? Skip(ref PackedReader reader)
    {
        reader.SkipRest(0, 1);
        return null;
    }
}
