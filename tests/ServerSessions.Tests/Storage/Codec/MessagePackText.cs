using System.Buffers.Binary;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Tests.Storage.Codec;

/// <summary>A message in the words that Interop/messagepack.mjs uses, told by our reader.</summary>
internal static class MessagePackText
{
    public static string Describe(ReadOnlySpan<byte> message)
    {
        var reader = new MessagePackReader(message);
        var text = Describe(ref reader, message);
        Assert.Equal(0, reader.Remaining);
        return text;
    }

    private static string Describe(ref MessagePackReader reader, ReadOnlySpan<byte> message)
    {
        switch (message[^reader.Remaining])
        {
            case 0xC0:
                Assert.True(reader.TryReadNil());
                return "nil";
            case 0xC2 or 0xC3:
                return reader.ReadBoolean() ? "true" : "false";
            case 0xCA or 0xCB:
                Span<byte> bits = stackalloc byte[8];
                BinaryPrimitives.WriteDoubleBigEndian(bits, reader.ReadDouble());
                return $"float {Convert.ToHexStringLower(bits)}";
            case 0xCF:
                return $"int {reader.ReadUInt64()}";
            case < 0x80 or >= 0xE0 or (>= 0xCC and <= 0xD3):
                return $"int {reader.ReadInt64()}";
            case (>= 0xA0 and <= 0xBF) or (>= 0xD9 and <= 0xDB):
                return $"str {Convert.ToHexStringLower(reader.ReadUtf8())}";
            case >= 0xC4 and <= 0xC6:
                return $"bin {Convert.ToHexStringLower(reader.ReadBinary())}";
            case (>= 0x90 and <= 0x9F) or 0xDC or 0xDD:
                var items = new string[reader.ReadArrayHeader()];
                for (var i = 0; i < items.Length; i++)
                    items[i] = Describe(ref reader, message);
                return $"[{string.Join(", ", items)}]";
            default:
                var pairs = new string[reader.ReadMapHeader()];
                for (var i = 0; i < pairs.Length; i++)
                    pairs[i] = $"{Describe(ref reader, message)}: {Describe(ref reader, message)}";
                return $"{{{string.Join(", ", pairs)}}}";
        }
    }
}
