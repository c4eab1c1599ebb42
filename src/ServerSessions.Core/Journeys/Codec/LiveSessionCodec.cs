using MessagePack;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Encodes the whole state of a session key, so that another worker goes on exactly where this one stopped.</summary>
internal sealed class LiveSessionCodec(StringPool pool, Func<string, int> capacity)
{
    private const int Version = 5;
    private const int Hidden = 8;
    private const int OnlyParts = 16;
    private const long HasGaps = 1;
    private const long FollowsGaps = 2;
    private const long LateStart = 4;
    private const long LacksFirst = 8;
    private const long FollowsLackOfFirst = 16;
    private const long UnknownStart = 32;
    private const int SessionFields = 22;

    private readonly WrittenTexts _written = new();
    private readonly ReadTexts _read = new(pool);
    private readonly TaggedFields _rare = new();
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
        writer.WriteArrayHeader(SessionFields);
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
        writer.Write(
            (session.Gaps.HasGaps ? HasGaps : 0) | (session.Gaps.FollowsGaps ? FollowsGaps : 0)
            | (session.Gaps.IsLateStart ? LateStart : 0) | (session.Gaps.LacksFirst ? LacksFirst : 0) | (session.Gaps.FollowsLackOfFirst ? FollowsLackOfFirst : 0)
            | (session.Gaps.HasUnknownStart ? UnknownStart : 0));
        if (session.HasFold)
            StepFoldCodec.Write(ref writer, session.Fold, session.Start, _written);
        else
            writer.WriteNil();
        PendingWindowCodec.Write(ref writer, session.Pending, session.Start, _written);
        ReachedStepsCodec.Write(ref writer, session.ReachedSteps, _written);
        WriteDetection(ref writer, session);
        WriteRare(ref writer, session);
        writer.Flush();
    }

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
        (session.Gaps.HasGaps, session.Gaps.FollowsGaps) = ((gaps & HasGaps) != 0, (gaps & FollowsGaps) != 0);
        (session.Gaps.IsLateStart, session.Gaps.LacksFirst, session.Gaps.FollowsLackOfFirst) = ((gaps & LateStart) != 0, (gaps & LacksFirst) != 0, (gaps & FollowsLackOfFirst) != 0);
        session.Gaps.HasUnknownStart = (gaps & UnknownStart) != 0;
        if (!reader.TryReadNil())
            session.Fold = StepFoldCodec.Read(ref reader, session.Start, _read);
        PendingWindowCodec.Read(ref reader, session.Pending, session.Start, _read);
        session.ReachedSteps = ReachedStepsCodec.Read(ref reader, _read);
        ReadDetection(ref reader, session);
        ReadRare(ref reader, session);
        reader.SkipRest(SessionFields, fields);
        return session;
    }

    private static void CheckVersion(int version)
    {
        if (version != Version)
            throw new InvalidMessageException($"A live session of version {version} is stored; this library reads version {Version}.");
    }

    private void WriteRare(ref MessagePackWriter writer, LiveSession session)
    {
        var rare = _rare.Begin();
        if (session.IsNew)
        {
            _rare.Add(ref rare, (int)RareSessionField.IsNew);
            rare.Write(true);
        }

        if (session.Presence is { } presence)
        {
            _rare.Add(ref rare, (int)RareSessionField.Presence);
            PresenceCodec.Write(ref rare, presence, session.Start);
        }

        if (!session.AuthSession.IsNone)
        {
            _rare.Add(ref rare, (int)RareSessionField.AuthSession);
            rare.Write(session.AuthSession);
        }

        if (session.Exposures.Count > 0)
        {
            _rare.Add(ref rare, (int)RareSessionField.Exposures);
            ExposureCodec.Write(ref rare, session.Exposures, session.Start);
        }

        if (session.Refused.Length > 0)
        {
            _rare.Add(ref rare, (int)RareSessionField.Refused);
            _written.Write(ref rare, session.Refused);
        }

        if (session.Links is { IsEmpty: false } links)
        {
            _rare.Add(ref rare, (int)RareSessionField.Links);
            KeyLinksCodec.Write(ref rare, links);
        }

        if (session.Proof != ActorProof.None)
        {
            _rare.Add(ref rare, (int)RareSessionField.Proof);
            rare.Write((int)session.Proof);
        }

        if (session.Alerts.Count > 0)
        {
            _rare.Add(ref rare, (int)RareSessionField.Alerts);
            rare.Write(SessionAlertCodec.Encode(session.Alerts));
        }

        if (!session.Traits.IsNone)
        {
            _rare.Add(ref rare, (int)RareSessionField.Traits);
            rare.Write(session.Traits.Value);
        }

        if (session.Campaign is { } campaign)
        {
            _rare.Add(ref rare, (int)RareSessionField.Campaign);
            rare.WriteArrayHeader(3);
            _written.Write(ref rare, campaign.Source);
            _written.Write(ref rare, campaign.Medium);
            _written.Write(ref rare, campaign.Name);
        }

        if (session.IsOwnReferrer)
        {
            _rare.Add(ref rare, (int)RareSessionField.IsOwnReferrer);
            rare.Write(true);
        }

        if (session.UserTraits.Count > 0)
        {
            _rare.Add(ref rare, (int)RareSessionField.UserTraits);
            _written.Write(ref rare, RawStep.Texts(session.UserTraits));
        }

        if (session.IsPersonal)
        {
            _rare.Add(ref rare, (int)RareSessionField.IsPersonal);
            rare.Write(true);
        }

        if (session.LacksAnalytics)
        {
            _rare.Add(ref rare, (int)RareSessionField.LacksAnalytics);
            rare.Write(true);
        }

        if (session.HadAnalytics && session.LacksAnalytics)
        {
            _rare.Add(ref rare, (int)RareSessionField.HadAnalytics);
            rare.Write(true);
        }

        if (session.Views is { } views)
        {
            _rare.Add(ref rare, (int)RareSessionField.PageViews);
            PageViewsCodec.Write(ref rare, views, session.Start, _written);
        }

        _rare.End(ref rare, ref writer);
    }

    private void ReadRare(ref PackedReader reader, LiveSession session)
    {
        for (var left = reader.ReadTaggedHeader(); left > 0; left--)
            switch ((RareSessionField)reader.ReadInt32())
            {
                case RareSessionField.IsNew:
                    session.IsNew = reader.ReadBoolean();
                    break;
                case RareSessionField.IsPersonal:
                    session.IsPersonal = reader.ReadBoolean();
                    break;
                case RareSessionField.LacksAnalytics:
                    session.LacksAnalytics = reader.ReadBoolean();
                    break;
                case RareSessionField.HadAnalytics:
                    session.HadAnalytics = reader.ReadBoolean();
                    break;
                case RareSessionField.Presence:
                    session.Presence = PresenceCodec.Read(ref reader, session.Start);
                    break;
                case RareSessionField.AuthSession:
                    session.AuthSession = reader.ReadPseudonym();
                    break;
                case RareSessionField.Exposures:
                    session.Exposures = ExposureCodec.Read(ref reader, session.Start, pool);
                    break;
                case RareSessionField.Refused:
                    session.Refused = _read.ReadArray(ref reader) ?? [];
                    break;
                case RareSessionField.Links:
                    session.Links = KeyLinksCodec.Read(ref reader);
                    break;
                case RareSessionField.Proof:
                    session.Proof = (ActorProof)reader.ReadIndex((int)ActorProof.SignedRequest + 1);
                    break;
                case RareSessionField.Alerts:
                    session.Alerts = SessionAlertCodec.Decode(reader.ReadBinary());
                    break;
                case RareSessionField.Traits:
                    session.Traits = new ClientTraits((uint)reader.ReadUInt64());
                    break;
                case RareSessionField.Campaign:
                    var fields = reader.ReadRecordHeader(3);
                    session.Campaign = new Campaign(_read.ReadNullable(ref reader), _read.ReadNullable(ref reader), _read.ReadNullable(ref reader));
                    reader.SkipRest(3, fields);
                    break;
                case RareSessionField.IsOwnReferrer:
                    session.IsOwnReferrer = reader.ReadBoolean();
                    break;
                case RareSessionField.UserTraits:
                    session.UserTraits = RawStep.Properties(_read.ReadArray(ref reader));
                    break;
                case RareSessionField.PageViews:
                    session.Views = PageViewsCodec.Read(ref reader, session.Start, _read);
                    break;
                default:
                    reader.Skip();
                    break;
            }

        session.HadAnalytics |= !session.LacksAnalytics;
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
