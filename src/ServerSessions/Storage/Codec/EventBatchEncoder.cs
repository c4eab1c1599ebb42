using System.Buffers;
using ServerSessions.Model;

namespace ServerSessions.Storage.Codec;

/// <summary>
/// Encodes one producer's events for one partition into the payload of one log entry; see <see cref="EventFormat"/>. Made to be
/// used again and again: once its buffers have grown it allocates nothing. Not for use by two threads at once.
/// </summary>
internal sealed class EventBatchEncoder
{
    private const int HeaderBytes = 48;

    private readonly StringTable _strings = new();
    private readonly IndexTable<Agent> _agents = new();
    private readonly IndexTable<Pseudonym> _ids = new();
    private readonly IndexTable<Visitor> _visitors = new();
    private readonly IndexTable<Shape> _shapes = new();
    private readonly ArrayBufferWriter<byte> _agentBytes = new();
    private readonly ArrayBufferWriter<byte> _idBytes = new();
    private readonly ArrayBufferWriter<byte> _visitorBytes = new();
    private readonly ArrayBufferWriter<byte> _shapeBytes = new();
    private readonly ArrayBufferWriter<byte> _recordBytes = new();
    private readonly ArrayBufferWriter<byte> _payload = new();
    private string _catalog = "";
    private long _base;

    /// <summary>Events and signals since <see cref="Begin"/>.</summary>
    public int Count { get; private set; }

    /// <summary>What the payload would take now, up to a few bytes.</summary>
    public int EstimatedBytes =>
        HeaderBytes + _catalog.Length + _strings.Written.Length + _agentBytes.WrittenCount + _idBytes.WrittenCount
        + _visitorBytes.WrittenCount + _shapeBytes.WrittenCount + _recordBytes.WrittenCount;

    /// <summary>Begins a new batch; what <see cref="Finish"/> gave before is overwritten from now on.</summary>
    /// <param name="catalog">Version of the endpoint catalogue that the events were recorded under; "" where there is none.</param>
    public void Begin(string catalog)
    {
        _catalog = catalog;
        _base = 0;
        Count = 0;
        _strings.Clear();
        _agents.Clear();
        _ids.Clear();
        _visitors.Clear();
        _shapes.Clear();
        _agentBytes.ResetWrittenCount();
        _idBytes.ResetWrittenCount();
        _visitorBytes.ResetWrittenCount();
        _shapeBytes.ResetWrittenCount();
        _recordBytes.ResetWrittenCount();
        _payload.ResetWrittenCount();
    }

    public void Add(in RequestEvent e)
    {
        Open(e.Time);
        var (shape, visitor) = (ShapeOf(e), VisitorOf(e));
        var writer = new MessagePackWriter(_recordBytes);
        writer.WriteArrayHeader(1 + FieldsOf(e));
        writer.Write(EventFormat.RequestRecord);
        WriteEvent(ref writer, e, shape, visitor);
        writer.Flush();
    }

    public void Add(in Signal signal)
    {
        Open(signal.Event.Time);
        var (shape, visitor) = (ShapeOf(signal.Event), VisitorOf(signal.Event));
        var (actor, session) = (IdOf(signal.Actor), IdOf(AsPseudonym(signal.Session)));
        var writer = new MessagePackWriter(_recordBytes);
        writer.WriteArrayHeader(5);
        writer.Write(EventFormat.SignalRecord);
        writer.Write((long)signal.Kind);
        writer.Write(actor);
        writer.Write(session);
        writer.WriteArrayHeader(FieldsOf(signal.Event));
        WriteEvent(ref writer, signal.Event, shape, visitor);
        writer.Flush();
    }

    /// <summary>Ends the batch. The bytes are this encoder's own, and are good until the next <see cref="Begin"/>.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        _payload.ResetWrittenCount();
        var writer = new MessagePackWriter(_payload);
        writer.WriteArrayHeader(EventFormat.BatchFields);
        writer.Write(EventFormat.Version);
        writer.Write(_catalog);
        writer.Write(_base);
        writer.WriteArrayHeader(_strings.Count);
        writer.WriteRaw(_strings.Written);
        writer.WriteArrayHeader(_agents.Count);
        writer.WriteRaw(_agentBytes.WrittenSpan);
        writer.WriteBinary(_idBytes.WrittenSpan);
        writer.WriteArrayHeader(_visitors.Count);
        writer.WriteRaw(_visitorBytes.WrittenSpan);
        writer.WriteArrayHeader(_shapes.Count);
        writer.WriteRaw(_shapeBytes.WrittenSpan);
        writer.WriteArrayHeader(Count);
        writer.WriteRaw(_recordBytes.WrittenSpan);
        writer.Flush();
        return _payload.WrittenMemory;
    }

    private void Open(long time)
    {
        if (Count == EventFormat.MostRecords)
        {
            throw new InvalidOperationException(
                $"The batch holds {EventFormat.MostRecords} events, the most there may be in one: finish it and begin the next.");
        }
        if (Count++ == 0)
            _base = Math.Clamp(time, 0, EventFormat.MaxTime);
    }

    private static int FieldsOf(in RequestEvent e) =>
        EventFormat.LeastEventFields + (e.Detail is not null ? 3 : e.Path != 0 ? 2 : e.Parameters != 0 ? 1 : 0);

    private void WriteEvent(ref MessagePackWriter writer, in RequestEvent e, int shape, int visitor)
    {
        var time = Math.Clamp(e.Time, 0, EventFormat.MaxTime);
        writer.Write(time - _base);
        writer.Write(Math.Clamp(e.Duration, 0, EventFormat.MaxTime - time));
        writer.Write(shape);
        writer.Write(visitor);
        var fields = FieldsOf(e);
        if (fields > EventFormat.LeastEventFields)
            writer.Write(e.Parameters);
        if (fields > EventFormat.LeastEventFields + 1)
            writer.Write(e.Path);
        if (e.Detail is { } detail)
            WriteDetail(ref writer, detail);
    }

    private void WriteDetail(ref MessagePackWriter writer, EventDetail detail)
    {
        writer.WriteArrayHeader(9);
        writer.Write((long)detail.Login);
        WriteText(ref writer, detail.Trace, unique: true);
        WriteText(ref writer, detail.ErrorType);
        WriteText(ref writer, detail.Policy);
        WriteText(ref writer, detail.Probe);
        WriteText(ref writer, detail.Referrer);
        if (detail.Account.IsNone)
            writer.WriteNil();
        else
            writer.Write(IdOf(detail.Account));
        if (detail.Fields is { } fields)
        {
            writer.WriteArrayHeader(fields.Length);
            foreach (var field in fields)
                writer.Write(_strings.AddText(field));
        }
        else
        {
            writer.WriteNil();
        }
        if (detail.Properties is { } properties)
        {
            writer.WriteArrayHeader(2 * properties.Length);
            foreach (var (name, value) in properties)
            {
                writer.Write(_strings.AddText(name));
                writer.Write(_strings.AddText(value));
            }
        }
        else
        {
            writer.WriteNil();
        }
    }

    private void WriteText(ref MessagePackWriter writer, string? text, bool unique = false)
    {
        if (text is null)
            writer.WriteNil();
        else
            writer.Write(unique ? _strings.AddUnique(text) : _strings.AddText(text));
    }

    private int ShapeOf(in RequestEvent e)
    {
        var shape = new Shape(e.Step, e.Verb, e.Status, e.Outcome, e.Flags);
        if (_shapes.Add(shape, out var index))
            WriteShape(shape);
        return index;
    }

    private void WriteShape(in Shape shape)
    {
        var writer = new MessagePackWriter(_shapeBytes);
        writer.WriteArrayHeader(5);
        writer.Write(_strings.AddName(shape.Step));
        writer.Write((long)shape.Verb);
        writer.Write(shape.Status - EventFormat.CommonStatus);
        writer.Write((long)shape.Outcome);
        writer.Write((ulong)shape.Flags);
        writer.Flush();
    }

    private int VisitorOf(in RequestEvent e)
    {
        var visitor = new Visitor(e.Key, e.KeyKind, e.Network, e.Agent, e.Client, e.User, e.AuthSession);
        if (_visitors.Add(visitor, out var index))
            WriteVisitor(visitor);
        return index;
    }

    private void WriteVisitor(in Visitor visitor)
    {
        var agent = new Agent(visitor.Agent, visitor.Client is { } client ? _strings.AddName(client) : -1);
        if (_agents.Add(agent, out var agentIndex))
            WriteAgent(agent);
        var key = IdOf(visitor.Key);
        var writer = new MessagePackWriter(_visitorBytes);
        writer.WriteArrayHeader(!visitor.AuthSession.IsNone ? 6 : !visitor.User.IsNone ? 5 : 4);
        writer.Write(key);
        writer.Write((long)visitor.KeyKind);
        writer.Write(agentIndex);
        writer.Write(visitor.Network);
        if (!visitor.User.IsNone)
            writer.Write(IdOf(visitor.User));
        else if (!visitor.AuthSession.IsNone)
            writer.WriteNil();
        if (!visitor.AuthSession.IsNone)
            writer.Write(IdOf(visitor.AuthSession));
        writer.Flush();
    }

    private void WriteAgent(Agent agent)
    {
        var writer = new MessagePackWriter(_agentBytes);
        writer.WriteArrayHeader(agent.Client >= 0 ? 2 : 1);
        writer.Write(agent.Hash);
        if (agent.Client >= 0)
            writer.Write(agent.Client);
        writer.Flush();
    }

    private int IdOf(Pseudonym id)
    {
        if (_ids.Add(id, out var index))
        {
            id.Write(_idBytes.GetSpan(Pseudonym.Size));
            _idBytes.Advance(Pseudonym.Size);
        }
        return index;
    }

    private static Pseudonym AsPseudonym(SessionId session)
    {
        Span<byte> bytes = stackalloc byte[Pseudonym.Size];
        session.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Pseudonym.Read(bytes);
    }
}
