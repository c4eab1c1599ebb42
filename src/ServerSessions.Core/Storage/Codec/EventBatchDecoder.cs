using ServerSessions.Model;

namespace ServerSessions.Storage.Codec;

/// <summary>
/// Decodes what <see cref="EventBatchEncoder"/> wrote; its input may be hostile. An instance is used again and again, and not by two threads at once.
/// </summary>
internal sealed class EventBatchDecoder(StringPool pool)
{
    private readonly DecodedBatch _batch = new();
    private readonly List<string> _strings = [];
    private readonly List<(ulong Hash, string? Client, ClientTraits Traits)> _agents = [];
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
        var tables = new ReadTables(_strings, reader.ReadBinary());
        ReadVisitors(ref reader, tables);
        ReadShapes(ref reader);
        ReadRecords(ref reader, tables, start);
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
        var strings = new ReadTables(_strings, default);
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
        {
            var fields = reader.ReadRecordHeader(min: 1);
            var hash = reader.ReadUInt64();
            _agents.Add((hash, fields > 1 ? strings.ReadTextOrNil(ref reader) : null, fields > 2 ? new ClientTraits((uint)reader.ReadUInt64()) : default));
            reader.SkipRest(3, fields);
        }
    }

    private void ReadVisitors(ref PackedReader reader, in ReadTables tables)
    {
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
        {
            var fields = reader.ReadRecordHeader(min: 4);
            var key = tables.ReadId(ref reader);
            var kind = (KeyKind)reader.ReadIndex((int)KeyKind.Propagated + 1);
            var (agent, client, traits) = _agents[reader.ReadIndex(_agents.Count)];
            var network = reader.ReadUInt64();
            var user = fields > 4 ? tables.ReadId(ref reader) : default;
            var session = fields > 5 ? tables.ReadId(ref reader) : default;
            var place = fields > 6 ? PlaceCode.Read(reader.ReadUInt64()) : default;
            reader.SkipRest(7, fields);
            _visitors.Next() = new Visitor(key, kind, network, agent, client, user, session, place, traits);
        }
    }

    private void ReadShapes(ref PackedReader reader)
    {
        _shapes.Clear();
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
        {
            var fields = reader.ReadRecordHeader(min: 5);
            _shapes.Next() = new Shape(
                _strings[reader.ReadIndex(_strings.Count)],
                (HttpVerb)reader.ReadIndex((int)HttpVerb.Options + 1),
                unchecked(reader.ReadInt32() + EventFormat.CommonStatus),
                (Outcome)reader.ReadIndex((int)Outcome.Aborted + 1),
                (EventFlags)reader.ReadUInt64());
            reader.SkipRest(5, fields);
        }
    }

    private void ReadRecords(ref PackedReader reader, in ReadTables tables, long start)
    {
        var count = reader.ReadArrayHeader();
        if (count > EventFormat.MaxRecords)
            throw new InvalidMessageException($"A batch holds {EventFormat.MaxRecords} records at most, but this one announces {count}.");
        for (; count > 0; count--)
        {
            var fields = reader.ReadRecordHeader(min: 1);
            var kind = reader.ReadInt64();
            switch (kind)
            {
                case EventFormat.RequestRecord:
                    ref var record = ref _batch.Next();
                    if (record.IsSignal)
                        record = default;
                    ReadEvent(ref reader, tables, start, fields - 1, out record.Event);
                    break;
                case EventFormat.SignalRecord:
                    ReadSignal(ref reader, tables, start, fields, out _batch.Next());
                    break;
                case var _ when NoticeCodec.IsNotice(kind):
                    ReadNotice(kind, ref reader, tables, start, fields, out _batch.Next());
                    break;
                default:
                    reader.SkipRest(1, fields);
                    _batch.Skip();
                    break;
            }
        }
    }

    private void ReadSignal(ref PackedReader reader, in ReadTables tables, long start, int fields, out EventRecord record)
    {
        ReadAddress(ref reader, tables, fields, EventFormat.MinSignalFields, out record);
        ReadEvent(ref reader, tables, start, reader.ReadArrayHeader(), out record.Event);
        if (fields > EventFormat.MinSignalFields)
            record.News = RecordFields.News.Read(new SignalNews(), ref reader, tables);
        reader.SkipRest(EventFormat.MinSignalFields + 1, fields);
    }

    private static void ReadNotice(long kind, ref PackedReader reader, in ReadTables tables, long start, int fields, out EventRecord record)
    {
        ReadAddress(ref reader, tables, fields, EventFormat.NoticeFields, out record);
        var time = unchecked(start + reader.ReadInt64());
        if (time is < 0 or > EventFormat.MaxTime)
            throw new InvalidMessageException($"A notice at {time} µs lies outside the years 1970 to 9999.");
        record.Notice = NoticeCodec.Read(kind, time, ref reader, tables);
        reader.SkipRest(EventFormat.NoticeFields, fields);
    }

    private static void ReadAddress(ref PackedReader reader, in ReadTables tables, int fields, int min, out EventRecord record)
    {
        if (fields < min)
            throw new InvalidMessageException($"Expected a signal or a notice of {min} fields or more, but found {fields}.");
        var kind = (ActorKind)reader.ReadIndex((int)ActorKind.Endpoint + 1);
        var actor = tables.ReadId(ref reader);
        record = new EventRecord(true, kind, actor, tables.ReadSession(ref reader), default);
    }

    private void ReadEvent(ref PackedReader reader, in ReadTables tables, long start, int fields, out RequestEvent e)
    {
        if (fields < EventFormat.MinEventFields)
            throw new InvalidMessageException($"Expected an event of {EventFormat.MinEventFields} fields or more, but found {fields}.");
        var time = unchecked(start + reader.ReadInt64());
        var duration = reader.ReadInt64();
        if (time is < 0 or > EventFormat.MaxTime || duration < 0 || duration > EventFormat.MaxTime - time)
            throw new InvalidMessageException($"An event at {time} µs that took {duration} µs lies outside the years 1970 to 9999.");
        ref readonly var shape = ref _shapes[reader.ReadIndex(_shapes.Count)];
        ref readonly var visitor = ref _visitors[reader.ReadIndex(_visitors.Count)];
        var parameters = fields > EventFormat.MinEventFields ? reader.ReadUInt64() : 0;
        var path = fields > EventFormat.MinEventFields + 1 ? reader.ReadUInt64() : 0;
        var detail = fields > EventFormat.MinEventFields + 2 && !reader.TryReadNil() ? RecordFields.Detail.Read(new EventDetail(), ref reader, tables) : null;
        reader.SkipRest(EventFormat.MinEventFields + 3, fields);
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
            Traits = visitor.Traits,
            Parameters = parameters,
            Path = path,
            Detail = detail,
        };
    }
}
