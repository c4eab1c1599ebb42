using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MessagePack;
using ServerSessions.Model;
using ServerSessions.Model.Notices;

namespace ServerSessions.Storage.Codec;

/// <summary>
/// Encodes one producer's events for one partition into the payload of one log entry; see <see cref="EventFormat"/>. Made to be
/// used again and again: once its buffers have grown it allocates nothing. Not for use by two threads at once.
/// </summary>
internal sealed class EventBatchEncoder
{
    private const int HeaderBytes = 48;
    private const int MaxPlainBytes = 2 + (6 * PackedInteger.MaxBytes);
    private const int MaxSignalBytes = 1 + (4 * PackedInteger.MaxBytes);

    private readonly WrittenTables _tables = new();
    private readonly IndexTable<Agent, Agent> _agents = new();
    private readonly IndexTable<Visitor, RequestEvent> _visitors = new();
    private readonly IndexTable<Shape, RequestEvent> _shapes = new();
    private readonly List<Pseudonym> _keys = [];
    private readonly ByteBuffer _agentBytes = new();
    private readonly ByteBuffer _visitorBytes = new();
    private readonly ByteBuffer _shapeBytes = new();
    private readonly ByteBuffer _recordBytes = new();
    private readonly ByteBuffer _payload = new();
    private readonly TaggedFields _tagged = new();
    private string _catalog = "";
    private long _base;

    /// <summary>Events and signals since <see cref="Begin"/>.</summary>
    public int Count { get; private set; }

    /// <summary>The sessions of the events since <see cref="Begin"/>; one comes again where its user, its agent or the like has changed.</summary>
    public ReadOnlySpan<Pseudonym> Keys => CollectionsMarshal.AsSpan(_keys);

    /// <summary>What the payload would take now, up to a few bytes.</summary>
    public int EstimatedBytes =>
        HeaderBytes + _catalog.Length + _tables.Bytes + _agentBytes.Count + _visitorBytes.Count + _shapeBytes.Count + _recordBytes.Count;

    /// <summary>Begins a new batch; what <see cref="Finish"/> gave before is overwritten from now on.</summary>
    /// <param name="catalog">Version of the endpoint catalogue that the events were recorded under; "" where there is none.</param>
    public void Begin(string catalog)
    {
        _catalog = catalog;
        _base = 0;
        Count = 0;
        _tables.Clear();
        _agents.Clear();
        _visitors.Clear();
        _shapes.Clear();
        _keys.Clear();
        _agentBytes.Clear();
        _visitorBytes.Clear();
        _shapeBytes.Clear();
        _recordBytes.Clear();
        _payload.Clear();
    }

    public void Add(in RequestEvent e)
    {
        Open(e.Time);
        var (shape, visitor) = (ShapeOf(e), VisitorOf(e));
        ref var to = ref _recordBytes.Reserve(MaxPlainBytes);
        var fields = FieldsOf(e);
        // Up to 13 elements, so this and the kind are one byte each.
        to = (byte)(0x90 | (1 + fields));
        Unsafe.Add(ref to, 1) = EventFormat.RequestRecord;
        WriteEvent(ref Unsafe.Add(ref to, 2), e, fields, shape, visitor);
    }

    public void Add(in Signal signal)
    {
        if (signal.Notice is { } notice)
        {
            Add(signal, notice);
            return;
        }

        var e = signal.Event;
        Open(e.Time);
        var (shape, visitor) = (ShapeOf(e), VisitorOf(e));
        ref var to = ref _recordBytes.Reserve(MaxSignalBytes + MaxPlainBytes);
        to = (byte)(0x90 | (EventFormat.MinSignalFields + (signal.News is null ? 0 : 1)));
        to = ref WriteAddress(ref Unsafe.Add(ref to, 1), EventFormat.SignalRecord, signal);
        var fields = FieldsOf(e);
        to = (byte)(0x90 | fields);
        WriteEvent(ref Unsafe.Add(ref to, 1), e, fields, shape, visitor);
        if (signal.News is not { } news)
            return;
        var writer = new MessagePackWriter(_recordBytes);
        RecordFields.News.Write(news, ref writer, _tagged, _tables);
        writer.Flush();
    }

    private void Add(in Signal signal, Notice notice)
    {
        Open(notice.Time);
        ref var to = ref _recordBytes.Reserve(MaxSignalBytes + PackedInteger.MaxBytes);
        to = 0x90 | EventFormat.NoticeFields;
        to = ref WriteAddress(ref Unsafe.Add(ref to, 1), NoticeCodec.KindOf(notice), signal);
        to = ref PackedInteger.Write(ref to, Math.Clamp(notice.Time, 0, EventFormat.MaxTime) - _base);
        _recordBytes.AdvanceTo(ref to);
        var writer = new MessagePackWriter(_recordBytes);
        NoticeCodec.Write(notice, ref writer, _tagged, _tables);
        writer.Flush();
    }

    private ref byte WriteAddress(ref byte to, int record, scoped in Signal signal)
    {
        to = ref PackedInteger.Write(ref to, (ulong)record);
        to = ref PackedInteger.Write(ref to, (ulong)signal.Kind);
        to = ref PackedInteger.Write(ref to, (ulong)_tables.Add(signal.Actor));
        return ref PackedInteger.Write(ref to, (ulong)_tables.Add(signal.Session));
    }

    /// <summary>Ends the batch. The bytes are this encoder's own, and are good until the next <see cref="Begin"/>.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        _payload.Clear();
        var writer = new MessagePackWriter(_payload);
        writer.WriteArrayHeader(EventFormat.BatchFields);
        writer.Write(EventFormat.Version);
        writer.Write(_catalog);
        writer.Write(_base);
        writer.WriteArrayHeader(_tables.Strings.Count);
        writer.WriteRaw(_tables.Strings.Written);
        writer.WriteArrayHeader(_agents.Count);
        writer.WriteRaw(_agentBytes.Written);
        writer.Write(_tables.Ids);
        writer.WriteArrayHeader(_visitors.Count);
        writer.WriteRaw(_visitorBytes.Written);
        writer.WriteArrayHeader(_shapes.Count);
        writer.WriteRaw(_shapeBytes.Written);
        writer.WriteArrayHeader(Count);
        writer.WriteRaw(_recordBytes.Written);
        writer.Flush();
        return _payload.WrittenMemory;
    }

    private void Open(long time)
    {
        if (Count == EventFormat.MaxRecords)
        {
            throw new InvalidOperationException(
                $"The batch holds {EventFormat.MaxRecords} events, which is the maximum: finish it and begin the next.");
        }
        if (Count++ == 0)
            _base = Math.Clamp(time, 0, EventFormat.MaxTime);
    }

    private static int FieldsOf(in RequestEvent e) =>
        EventFormat.MinEventFields + (e.Detail is not null ? 3 : e.Path != 0 ? 2 : e.Parameters != 0 ? 1 : 0);

    // To a place with room for all but the detail.
    private void WriteEvent(ref byte to, in RequestEvent e, int fields, int shape, int visitor)
    {
        var time = Math.Clamp(e.Time, 0, EventFormat.MaxTime);
        to = ref PackedInteger.Write(ref to, time - _base);
        to = ref PackedInteger.Write(ref to, (ulong)Math.Clamp(e.Duration, 0, EventFormat.MaxTime - time));
        to = ref PackedInteger.Write(ref to, (ulong)shape);
        to = ref PackedInteger.Write(ref to, (ulong)visitor);
        if (fields > EventFormat.MinEventFields)
            to = ref PackedInteger.Write(ref to, e.Parameters);
        if (fields > EventFormat.MinEventFields + 1)
            to = ref PackedInteger.Write(ref to, e.Path);
        _recordBytes.AdvanceTo(ref to);
        if (e.Detail is not { } detail)
            return;
        var writer = new MessagePackWriter(_recordBytes);
        RecordFields.Detail.Write(detail, ref writer, _tagged, _tables);
        writer.Flush();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ShapeOf(in RequestEvent e)
    {
        if (_shapes.Add(e, out var index))
            WriteShape(e);
        return index;
    }

    private void WriteShape(in RequestEvent e)
    {
        var name = _tables.Strings.AddName(e.Step);
        ref var to = ref _shapeBytes.Reserve(1 + (5 * PackedInteger.MaxBytes));
        to = 0x95;
        to = ref PackedInteger.Write(ref Unsafe.Add(ref to, 1), (ulong)name);
        to = ref PackedInteger.Write(ref to, (ulong)e.Verb);
        to = ref PackedInteger.Write(ref to, (long)(e.Status - EventFormat.CommonStatus));
        to = ref PackedInteger.Write(ref to, (ulong)e.Outcome);
        to = ref PackedInteger.Write(ref to, (ulong)e.Flags);
        _shapeBytes.AdvanceTo(ref to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int VisitorOf(in RequestEvent e)
    {
        if (_visitors.Add(e, out var index))
            WriteVisitor(e);
        return index;
    }

    private void WriteVisitor(in RequestEvent e)
    {
        _keys.Add(e.Key);
        var agent = new Agent(e.Agent, e.Client is { } client ? _tables.Strings.AddName(client) : -1, e.Traits);
        if (_agents.Add(agent, out var agentIndex))
            WriteAgent(agent);
        var key = _tables.Add(e.Key);
        var user = e.User.IsNone ? -1 : _tables.Add(e.User);
        var session = e.AuthSession.IsNone ? -1 : _tables.Add(e.AuthSession);
        var fields = !e.Place.IsNone ? 7 : session >= 0 ? 6 : user >= 0 ? 5 : 4;
        ref var to = ref _visitorBytes.Reserve(1 + (7 * PackedInteger.MaxBytes));
        to = (byte)(0x90 | fields);
        to = ref PackedInteger.Write(ref Unsafe.Add(ref to, 1), (ulong)key);
        to = ref PackedInteger.Write(ref to, (ulong)e.KeyKind);
        to = ref PackedInteger.Write(ref to, (ulong)agentIndex);
        to = ref PackedInteger.Write(ref to, e.Network);
        if (user >= 0)
            to = ref PackedInteger.Write(ref to, (ulong)user);
        else if (fields > 4)
            to = ref WriteNil(ref to);
        if (session >= 0)
            to = ref PackedInteger.Write(ref to, (ulong)session);
        else if (fields > 5)
            to = ref WriteNil(ref to);
        if (fields > 6)
            to = ref PackedInteger.Write(ref to, (ulong)e.Place.Value);
        _visitorBytes.AdvanceTo(ref to);
    }

    private static ref byte WriteNil(ref byte to)
    {
        to = 0xC0;
        return ref Unsafe.Add(ref to, 1);
    }

    private void WriteAgent(Agent agent)
    {
        var fields = !agent.Traits.IsNone ? 3 : agent.Client >= 0 ? 2 : 1;
        ref var to = ref _agentBytes.Reserve(1 + (3 * PackedInteger.MaxBytes));
        to = (byte)(0x90 | fields);
        to = ref PackedInteger.Write(ref Unsafe.Add(ref to, 1), agent.Hash);
        if (agent.Client >= 0)
            to = ref PackedInteger.Write(ref to, (ulong)agent.Client);
        else if (fields > 1)
            to = ref WriteNil(ref to);
        if (fields > 2)
            to = ref PackedInteger.Write(ref to, (ulong)agent.Traits.Value);
        _agentBytes.AdvanceTo(ref to);
    }
}
