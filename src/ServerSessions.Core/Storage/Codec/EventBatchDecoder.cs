using ServerSessions.Model;

namespace ServerSessions.Storage.Codec;

/// <summary>
/// Decodes what <see cref="EventBatchEncoder"/> wrote, or what somebody wants us to take for it. Made to be used again and again.
/// Not for use by two threads at once.
/// </summary>
internal sealed class EventBatchDecoder(StringPool pool)
{
    private readonly DecodedBatch _batch = new();
    private readonly List<string> _strings = [];
    private readonly List<(ulong Hash, string? Client)> _agents = [];
    private readonly Rows<Visitor> _visitors = new();
    private readonly Rows<Shape> _shapes = new();

    /// <summary>The visitors of the batch that was decoded last; of one that is no batch, those that could be read.</summary>
    public ReadOnlySpan<Visitor> Visitors => _visitors.Written;

    /// <summary>Decodes a whole batch before anything of it is given out.</summary>
    /// <exception cref="InvalidMessageException">The bytes are no such batch; nothing of it should be used.</exception>
    public DecodedBatch Decode(ReadOnlyMemory<byte> payload)
    {
        _visitors.Clear();
        return PackedReader.Read(payload, this, static (decoder, ref reader) => decoder.Decode(ref reader));
    }

    private DecodedBatch Decode(ref PackedReader reader)
    {
        var fields = reader.ReadArrayHeader();
        var version = fields >= EventFormat.BatchFields ? reader.ReadInt64() : 0;
        if (version != EventFormat.Version)
        {
            throw new InvalidMessageException(
                $"Expected a batch of version {EventFormat.Version} with {EventFormat.BatchFields} fields or more, "
                + $"but found version {version} with {fields}.");
        }
        _batch.Begin(pool.Get(reader.ReadText()));
        var start = reader.ReadInt64();
        ReadStrings(ref reader);
        ReadAgents(ref reader);
        var ids = reader.ReadBinary();
        ReadVisitors(ref reader, ids);
        ReadShapes(ref reader);
        ReadRecords(ref reader, ids, start);
        reader.SkipRest(EventFormat.BatchFields, fields);
        _batch.End();
        return _batch;
    }

    private void ReadStrings(ref PackedReader reader)
    {
        _strings.Clear();
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
            _strings.Add(pool.Get(reader.ReadText()));
    }

    private void ReadAgents(ref PackedReader reader)
    {
        _agents.Clear();
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
        {
            var fields = reader.ReadRecordHeader(least: 1);
            var hash = reader.ReadUInt64();
            _agents.Add((hash, fields > 1 ? ReadText(ref reader) : null));
            reader.SkipRest(2, fields);
        }
    }

    private void ReadVisitors(ref PackedReader reader, ReadOnlySpan<byte> ids)
    {
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
        {
            var fields = reader.ReadRecordHeader(least: 4);
            var key = ReadId(ref reader, ids);
            var kind = (KeyKind)reader.ReadIndex((int)KeyKind.Propagated + 1);
            var (agent, client) = _agents[reader.ReadIndex(_agents.Count)];
            var network = reader.ReadUInt64();
            var user = fields > 4 ? ReadId(ref reader, ids) : default;
            var session = fields > 5 ? ReadId(ref reader, ids) : default;
            var place = fields > 6 ? PlaceCode.Read(reader.ReadUInt64()) : default;
            reader.SkipRest(7, fields);
            _visitors.Next() = new Visitor(key, kind, network, agent, client, user, session, place);
        }
    }

    private void ReadShapes(ref PackedReader reader)
    {
        _shapes.Clear();
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
        {
            var fields = reader.ReadRecordHeader(least: 5);
            _shapes.Next() = new Shape(
                _strings[reader.ReadIndex(_strings.Count)],
                (HttpVerb)reader.ReadIndex((int)HttpVerb.Options + 1),
                unchecked(reader.ReadInt32() + EventFormat.CommonStatus),
                (Outcome)reader.ReadIndex((int)Outcome.Aborted + 1),
                (EventFlags)reader.ReadUInt64());
            reader.SkipRest(5, fields);
        }
    }

    private void ReadRecords(ref PackedReader reader, ReadOnlySpan<byte> ids, long start)
    {
        var count = reader.ReadArrayHeader();
        if (count > EventFormat.MostRecords)
            throw new InvalidMessageException($"A batch holds {EventFormat.MostRecords} records at most, but this one announces {count}.");
        for (; count > 0; count--)
        {
            var fields = reader.ReadRecordHeader(least: 1);
            switch (reader.ReadInt64())
            {
                case EventFormat.RequestRecord:
                    ref var record = ref _batch.Next();
                    if (record.IsSignal)
                        record = default;
                    ReadEvent(ref reader, ids, start, fields - 1, out record.Event);
                    break;
                case EventFormat.SignalRecord:
                    ReadSignal(ref reader, ids, start, fields, out _batch.Next());
                    break;
                default:
                    reader.SkipRest(1, fields);
                    _batch.Skip();
                    break;
            }
        }
    }

    private void ReadSignal(ref PackedReader reader, ReadOnlySpan<byte> ids, long start, int fields, out EventRecord record)
    {
        if (fields < 5)
            throw new InvalidMessageException($"Expected a signal of 5 fields or more, but found {fields}.");
        var kind = (ActorKind)reader.ReadIndex((int)ActorKind.Endpoint + 1);
        var actor = ReadId(ref reader, ids);
        var session = ReadSession(ref reader, ids);
        record = new EventRecord(true, kind, actor, session, default);
        ReadEvent(ref reader, ids, start, reader.ReadArrayHeader(), out record.Event);
        reader.SkipRest(5, fields);
    }

    private void ReadEvent(ref PackedReader reader, ReadOnlySpan<byte> ids, long start, int fields, out RequestEvent e)
    {
        if (fields < EventFormat.LeastEventFields)
            throw new InvalidMessageException($"Expected an event of {EventFormat.LeastEventFields} fields or more, but found {fields}.");
        var time = unchecked(start + reader.ReadInt64());
        var duration = reader.ReadInt64();
        if (time is < 0 or > EventFormat.MaxTime || duration < 0 || duration > EventFormat.MaxTime - time)
            throw new InvalidMessageException($"An event at {time} µs that took {duration} µs lies outside the years 1970 to 9999.");
        ref readonly var shape = ref _shapes[reader.ReadIndex(_shapes.Count)];
        ref readonly var visitor = ref _visitors[reader.ReadIndex(_visitors.Count)];
        var parameters = fields > EventFormat.LeastEventFields ? reader.ReadUInt64() : 0;
        var path = fields > EventFormat.LeastEventFields + 1 ? reader.ReadUInt64() : 0;
        var detail = fields > EventFormat.LeastEventFields + 2 ? ReadDetail(ref reader, ids) : null;
        reader.SkipRest(EventFormat.LeastEventFields + 3, fields);
        e = new RequestEvent
        {
            Time = time,
            Duration = duration,
            Step = shape.Step,
            Verb = shape.Verb,
            Status = shape.Status,
            Outcome = shape.Outcome,
            Flags = shape.Flags,
            Key = visitor.Key,
            KeyKind = visitor.KeyKind,
            Network = visitor.Network,
            Agent = visitor.Agent,
            Client = visitor.Client,
            User = visitor.User,
            AuthSession = visitor.AuthSession,
            Place = visitor.Place,
            Parameters = parameters,
            Path = path,
            Detail = detail,
        };
    }

    private EventDetail? ReadDetail(ref PackedReader reader, ReadOnlySpan<byte> ids)
    {
        if (reader.TryReadNil())
            return null;
        var fields = reader.ReadArrayHeader();
        var detail = new EventDetail
        {
            Login = fields > 0 ? (LoginOutcome)reader.ReadIndex((int)LoginOutcome.Unknown + 1) : default,
            Trace = fields > 1 ? ReadText(ref reader) : null,
            ErrorType = fields > 2 ? ReadText(ref reader) : null,
            Policy = fields > 3 ? ReadText(ref reader) : null,
            Probe = fields > 4 ? ReadText(ref reader) : null,
            Referrer = fields > 5 ? ReadText(ref reader) : null,
            Account = fields > 6 ? ReadId(ref reader, ids) : default,
            Fields = fields > 7 ? ReadFields(ref reader) : null,
            Properties = fields > 8 ? ReadProperties(ref reader) : null,
            Object = fields > 9 ? reader.ReadUInt64() : 0,
            IsOrdinal = fields > 10 && reader.ReadBoolean(),
            Came = fields > 11 ? ReadFields(ref reader) : null,
            RevokedUser = fields > 12 ? ReadId(ref reader, ids) : default,
            RevokedSession = fields > 13 ? ReadId(ref reader, ids) : default,
            IsRemoteSignIn = fields > 14 && reader.ReadBoolean(),
            Before = fields > 15 ? ReadId(ref reader, ids) : default,
            IsPastUnseen = fields > 16 && reader.ReadBoolean(),
        };
        reader.SkipRest(17, fields);
        return detail;
    }

    private string[]? ReadFields(ref PackedReader reader)
    {
        if (reader.TryReadNil())
            return null;
        var fields = new string[reader.ReadArrayHeader()];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = _strings[reader.ReadIndex(_strings.Count)];
        return fields;
    }

    private KeyValuePair<string, string>[]? ReadProperties(ref PackedReader reader)
    {
        if (reader.TryReadNil())
            return null;
        var count = reader.ReadArrayHeader();
        if (count % 2 != 0)
            throw new InvalidMessageException($"Properties are pairs of name and value, but {count} strings are announced.");
        var properties = new KeyValuePair<string, string>[count / 2];
        for (var i = 0; i < properties.Length; i++)
        {
            var name = _strings[reader.ReadIndex(_strings.Count)];
            properties[i] = new(name, _strings[reader.ReadIndex(_strings.Count)]);
        }
        return properties;
    }

    private string? ReadText(ref PackedReader reader) =>
        reader.TryReadNil() ? null : _strings[reader.ReadIndex(_strings.Count)];

    private static Pseudonym ReadId(ref PackedReader reader, ReadOnlySpan<byte> ids) => reader.TryReadNil()
        ? default
        : Pseudonym.Read(ids.Slice(reader.ReadIndex(ids.Length / Pseudonym.Size) * Pseudonym.Size, Pseudonym.Size));

    private static SessionId ReadSession(ref PackedReader reader, ReadOnlySpan<byte> ids)
    {
        Span<byte> bytes = stackalloc byte[Pseudonym.Size];
        ReadId(ref reader, ids).Write(bytes);
        var session = new SessionId(new Guid(bytes, bigEndian: true));
        return session.Value == Guid.Empty || (session.Value.Version == 7 && session.Milliseconds <= EventFormat.MaxTime / 1000)
            ? session
            : throw new InvalidMessageException($"Expected the id of a session, a UUID of version 7, but found {session}.");
    }
}
