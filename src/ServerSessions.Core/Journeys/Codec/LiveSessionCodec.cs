using System.Runtime.InteropServices;
using MessagePack;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Encodes the whole state of a session key, so that another worker goes on exactly where this one stopped.</summary>
internal sealed class LiveSessionCodec(StringPool pool, Func<string, int> capacity)
{
    private const int Version = 4;
    private const int Hidden = 8;
    private const int OnlyParts = 16;
    private const long HasGaps = 1;
    private const long FollowsGaps = 2;
    private const int SessionFields = 21;
    private const int LeastRawFields = 8;

    private readonly WrittenTexts _written = new();
    private readonly ReadTexts _read = new(pool);
    private readonly ByteBuffer _buffer = new();

    public ReadOnlyMemory<byte> Encode(LiveSession session)
    {
        _buffer.Clear();
        Encode(session, _buffer);
        return _buffer.Written.ToArray();
    }

    /// <summary>Writes the state behind what the buffer holds.</summary>
    public void Encode(LiveSession session, ByteBuffer buffer)
    {
        _written.Clear();
        var writer = new MessagePackWriter(buffer);
        var fields = SessionFields
            + (session.Links is { IsEmpty: false } ? 8 : session.Refused.Length > 0 ? 7 : session.Exposures.Count > 0 ? 6 : !session.AuthSession.IsNone ? 5 : !session.Place.IsNone ? 4 : session.IsNew ? 3 : session.PresentAt != 0 ? 2 : 0);
        writer.WriteArrayHeader(fields);
        writer.Write(Version);
        writer.Write(session.Key);
        writer.Write((int)session.KeyKind | (session.IsHidden ? Hidden : 0) | (session.IsOnlyParts ? OnlyParts : 0));
        writer.Write(session.Id);
        writer.Write(session.Closed);
        writer.Write(session.ClosedAt);
        writer.Write(session.User);
        writer.WriteIntegers(session.Start, session.LastActive, session.End, session.EndsAt);
        _written.Write(ref writer, session.Client);
        writer.Write(session.Network);
        _written.Write(ref writer, session.Referrer);
        writer.Write(session.Passive);
        writer.Write((session.HasGaps ? HasGaps : 0) | (session.FollowsGaps ? FollowsGaps : 0));
        if (session.HasFold)
            StepFoldCodec.Write(ref writer, session.Fold, session.Start, _written);
        else
            writer.WriteNil();
        writer.WriteArrayHeader(session.Pending.Count);
        foreach (ref readonly var raw in CollectionsMarshal.AsSpan(session.Pending))
            WriteRaw(ref writer, raw, session.Start);
        WriteReached(ref writer, session);
        WriteDetection(ref writer, session);
        if (fields > SessionFields)
        {
            if (session.PresentAt == 0)
                writer.WriteNil();
            else
                writer.Write(session.PresentAt - session.Start);
            writer.Write(session.PresentIn);
        }

        if (fields > SessionFields + 2)
            writer.Write(session.IsNew);
        if (fields > SessionFields + 3)
            WritePlace(ref writer, session);
        if (fields > SessionFields + 4)
            writer.Write(session.AuthSession);
        if (fields > SessionFields + 5)
            ExposureCodec.Write(ref writer, session.Exposures, session.Start);
        if (fields > SessionFields + 6)
            _written.Write(ref writer, session.Refused);
        if (fields > SessionFields + 7)
            KeyLinksCodec.Write(ref writer, session.Links!);
        writer.Flush();
    }

    /// <summary>The first bytes of a state, of which <see cref="Peek"/> needs no more.</summary>
    public const int HeadBytes = 128;

    /// <summary>Id and user of the open session in a state, without decoding the rest; the id is the default when none is open.</summary>
    public static (SessionId Id, Pseudonym User, bool IsHidden) Peek(ReadOnlyMemory<byte> data) =>
        PackedReader.Read(data, 0, static (_, ref reader) => ReadHead(ref reader));

    private static (SessionId Id, Pseudonym User, bool IsHidden) ReadHead(ref PackedReader reader)
    {
        reader.ReadRecordHeader(SessionFields);
        CheckVersion(reader.ReadInt32());
        reader.ReadPseudonym();
        var (_, kind) = ReadKind(ref reader);
        var id = reader.ReadSessionId();
        reader.ReadSessionId();
        reader.ReadInt64();
        return (id, reader.ReadPseudonym(), (kind & Hidden) != 0);
    }

    private static (KeyKind Kind, int Flags) ReadKind(ref PackedReader reader)
    {
        var value = reader.ReadIndex(2 * OnlyParts);
        var kind = (KeyKind)(value & (Hidden - 1));
        return Enum.IsDefined(kind) ? (kind, value) : throw new InvalidMessageException($"Expected the kind of a key, found {value}.");
    }

    public LiveSession Decode(ReadOnlyMemory<byte> data)
    {
        _read.Clear();
        return PackedReader.Read(data, this, static (codec, ref reader) => codec.Decode(ref reader));
    }

    private LiveSession Decode(ref PackedReader reader)
    {
        var fields = reader.ReadRecordHeader(SessionFields);
        CheckVersion(reader.ReadInt32());
        var key = reader.ReadPseudonym();
        var (kind, flags) = ReadKind(ref reader);
        var session = new LiveSession(key)
        {
            KeyKind = kind,
            IsOnlyParts = (flags & OnlyParts) != 0,
            Id = reader.ReadSessionId(),
            Closed = reader.ReadSessionId(),
            ClosedAt = Fields.Time(reader.ReadInt64()),
            User = reader.ReadPseudonym(),
            Start = Fields.Time(reader.ReadInt64()),
            LastActive = Fields.Time(reader.ReadInt64()),
            End = Fields.Time(reader.ReadInt64()),
            EndsAt = Fields.Time(reader.ReadInt64()),
            Client = _read.ReadNullable(ref reader),
            Network = reader.ReadUInt64(),
            Referrer = _read.ReadNullable(ref reader),
            Passive = reader.ReadCount(),
        };
        var gaps = reader.ReadInt64();
        (session.HasGaps, session.FollowsGaps) = ((gaps & HasGaps) != 0, (gaps & FollowsGaps) != 0);
        if (!reader.TryReadNil())
            session.Fold = StepFoldCodec.Read(ref reader, session.Start, _read);
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
            session.Pending.Add(ReadRaw(ref reader, session.Start));
        session.ReachedSteps = ReadReached(ref reader);
        session.ReachedEarlier = ReadReached(ref reader);
        ReadDetection(ref reader, session);
        if (fields > SessionFields + 1)
        {
            session.PresentAt = reader.TryReadNil() ? 0 : Fields.Time(unchecked(session.Start + reader.ReadInt64()));
            session.PresentIn = reader.ReadUInt64();
        }

        session.IsNew = fields > SessionFields + 2 && reader.ReadBoolean();
        if (fields > SessionFields + 3)
            ReadPlace(ref reader, session);
        if (fields > SessionFields + 4)
            session.AuthSession = reader.ReadPseudonym();
        if (fields > SessionFields + 5)
            session.Exposures = ExposureCodec.Read(ref reader, session.Start, pool);
        if (fields > SessionFields + 6)
            session.Refused = _read.ReadArray(ref reader) ?? [];
        if (fields > SessionFields + 7)
            session.Links = KeyLinksCodec.Read(ref reader);
        reader.SkipRest(SessionFields + 8, fields);
        return session;
    }

    private static void CheckVersion(int version)
    {
        if (version != Version)
            throw new InvalidMessageException($"A live session of version {version} is stored; this library reads version {Version}.");
    }

    // Most requests have no detail: what is missing at the end is not written.
    private void WriteRaw(ref MessagePackWriter writer, in RawStep raw, long start)
    {
        var fields = raw.Path != 0 ? 4 : raw.Trace is not null ? 3 : raw.Cause is not null ? 2 : raw.Fields is not null ? 1 : 0;
        writer.WriteArrayHeader(LeastRawFields + fields);
        writer.WriteIntegers(raw.Time - start, raw.Duration);
        _written.Write(ref writer, raw.Name);
        writer.WriteIntegers((long)raw.Verb, raw.Status - EventFormat.CommonStatus, (long)raw.Outcome);
        writer.Write((ulong)raw.Flags);
        writer.Write(raw.Parameters);
        if (fields > 0)
            _written.Write(ref writer, raw.Fields);
        if (fields > 1)
            _written.Write(ref writer, raw.Cause);
        if (fields > 2)
            _written.Write(ref writer, raw.Trace);
        if (fields > 3)
            writer.Write(raw.Path);
    }

    private RawStep ReadRaw(ref PackedReader reader, long start)
    {
        var fields = reader.ReadRecordHeader(LeastRawFields);
        var raw = new RawStep(
            Fields.Time(unchecked(start + reader.ReadInt64())), Fields.Span(reader.ReadInt64()), _read.Read(ref reader), reader.ReadEnum<HttpVerb>(),
            unchecked(reader.ReadInt32() + EventFormat.CommonStatus), reader.ReadEnum<Outcome>(), (EventFlags)reader.ReadUInt64(), reader.ReadUInt64(),
            fields > LeastRawFields ? _read.ReadArray(ref reader) : null,
            fields > LeastRawFields + 1 ? _read.ReadNullable(ref reader) : null,
            fields > LeastRawFields + 2 ? _read.ReadNullable(ref reader) : null)
        {
            Path = fields > LeastRawFields + 3 ? reader.ReadUInt64() : 0,
        };
        reader.SkipRest(LeastRawFields + 4, fields);
        return raw;
    }

    private void WriteReached(ref MessagePackWriter writer, LiveSession session)
    {
        WriteReached(ref writer, session.ReachedSteps);
        WriteReached(ref writer, session.ReachedEarlier);
    }

    private void WriteReached(ref MessagePackWriter writer, Dictionary<string, long>? reached)
    {
        if (reached is null)
        {
            writer.WriteArrayHeader(0);
            return;
        }

        writer.WriteArrayHeader(2 * reached.Count);
        foreach (var (step, time) in reached)
        {
            _written.Write(ref writer, step);
            writer.Write(time);
        }
    }

    private Dictionary<string, long>? ReadReached(ref PackedReader reader)
    {
        var left = reader.ReadArrayHeader() / 2;
        if (left == 0)
            return null;
        var reached = new Dictionary<string, long>(StringComparer.Ordinal);
        for (; left > 0; left--)
        {
            var step = _read.Read(ref reader);
            reached[step] = Fields.Time(reader.ReadInt64());
        }

        return reached;
    }

    private static void WritePlace(ref MessagePackWriter writer, LiveSession session)
    {
        writer.WriteArrayHeader(2);
        writer.Write((ulong)session.Place.Value);
        writer.Write(session.PresenceTold == 0 ? 0 : session.PresenceTold - session.Start + 1);
    }

    private static void ReadPlace(ref PackedReader reader, LiveSession session)
    {
        var fields = reader.ReadRecordHeader(2);
        session.Place = PlaceCode.Read(reader.ReadUInt64());
        var told = reader.ReadInt64();
        session.PresenceTold = told == 0 ? 0 : Fields.Time(unchecked(session.Start + told - 1));
        reader.SkipRest(2, fields);
    }

    private void WriteDetection(ref MessagePackWriter writer, LiveSession session)
    {
        if (session.Detection.IsEmpty && !session.HasFindings)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(3);
        SubjectStateCodec.Write(ref writer, session.Detection, _written);
        FindingCodec.Write(ref writer, session.Findings);
        _written.Write(ref writer, session.Catalog);
    }

    private void ReadDetection(ref PackedReader reader, LiveSession session)
    {
        if (reader.TryReadNil())
            return;
        var fields = reader.ReadRecordHeader(3);
        session.Detection = SubjectStateCodec.Read(ref reader, _read, capacity);
        session.Findings.AddRange(FindingCodec.Read(ref reader));
        session.Catalog = _read.ReadNullable(ref reader);
        reader.SkipRest(3, fields);
    }
}
