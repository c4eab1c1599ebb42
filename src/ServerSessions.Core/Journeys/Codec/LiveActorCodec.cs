using System.Buffers;
using MessagePack;
using ServerSessions.Journeys.Actors;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Encodes what rules remember about an actor.</summary>
internal sealed class LiveActorCodec(StringPool pool, Func<string, int> capacity)
{
    private const int Version = 2;
    private const int FieldCount = 4;

    private readonly WrittenTexts _written = new();
    private readonly ReadTexts _read = new(pool);
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    public ReadOnlyMemory<byte> Encode(LiveActor actor)
    {
        _buffer.ResetWrittenCount();
        _written.Clear();
        var writer = new MessagePackWriter(_buffer);
        writer.WriteArrayHeader(FieldCount);
        writer.Write(Version);
        writer.Write(actor.Id);
        writer.Write(actor.Origin);
        SubjectStateCodec.Write(ref writer, actor.Detection, _written);
        writer.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public LiveActor Decode(ReadOnlyMemory<byte> data)
    {
        _read.Clear();
        return PackedReader.Read(data, this, static (codec, ref reader) => codec.Decode(ref reader));
    }

    private LiveActor Decode(ref PackedReader reader)
    {
        var fields = reader.ReadRecordHeader(FieldCount);
        if (reader.ReadInt32() is var version && version != Version)
            throw new InvalidMessageException($"An actor of version {version} is stored; this library reads version {Version}.");
        var actor = new LiveActor(reader.ReadPseudonym()) { Origin = reader.ReadUInt64(), Detection = SubjectStateCodec.Read(ref reader, _read, capacity) };
        reader.SkipRest(FieldCount, fields);
        return actor;
    }
}
