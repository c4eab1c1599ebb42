using System.Buffers;
using MessagePack;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Encodes what an outbox entry says of users: pairs of user and session.</summary>
internal static class UserIndexCodec
{
    public static ReadOnlyMemory<byte> Encode(IReadOnlyCollection<(Pseudonym User, SessionId Session)> pairs)
    {
        var buffer = new ArrayBufferWriter<byte>(16 + (40 * pairs.Count));
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(2 * pairs.Count);
        foreach (var (user, session) in pairs)
        {
            writer.Write(user);
            writer.Write(session);
        }

        writer.Flush();
        return buffer.WrittenMemory;
    }

    public static IReadOnlyList<(Pseudonym User, SessionId Session)> Decode(ReadOnlyMemory<byte> data) =>
        PackedReader.Read(data, 0, static (_, ref reader) => Decode(ref reader));

    private static (Pseudonym User, SessionId Session)[] Decode(ref PackedReader reader)
    {
        var pairs = new (Pseudonym, SessionId)[reader.ReadArrayHeader() / 2];
        for (var i = 0; i < pairs.Length; i++)
            pairs[i] = (reader.ReadPseudonym(), reader.ReadSessionId());
        return pairs;
    }
}
