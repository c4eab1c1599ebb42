using MessagePack;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Tests.Storage.Codec;

/// <summary>A message in the words that Interop/messagepack.mjs uses, as our reader reads it.</summary>
internal static class MessagePackText
{
    public static string Describe(ReadOnlyMemory<byte> message) => PackedReader.Read(message, 0, static (_, ref reader) => Describe(ref reader));

    private static string Describe(ref PackedReader reader)
    {
        switch (reader.NextType)
        {
            case MessagePackType.Nil:
                Assert.True(reader.TryReadNil());
                return "nil";
            case MessagePackType.Boolean:
                return reader.ReadBoolean() ? "true" : "false";
            case MessagePackType.Integer:
                return $"int {Integer(ref reader)}";
            case MessagePackType.String:
                return $"str {Convert.ToHexStringLower(reader.ReadText())}";
            case MessagePackType.Binary:
                return $"bin {Convert.ToHexStringLower(reader.ReadBinary())}";
            default:
                var items = new string[reader.ReadArrayHeader()];
                for (var i = 0; i < items.Length; i++)
                    items[i] = Describe(ref reader);
                return $"[{string.Join(", ", items)}]";
        }
    }

    private static Int128 Integer(ref PackedReader reader)
    {
        var ahead = reader;
        try
        {
            return reader.ReadInt64();
        }
        catch (OverflowException)
        {
            reader = ahead;
            return reader.ReadUInt64();
        }
    }
}
