using MessagePack;
using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>
/// Encodes what rules remember about a subject: [last seen, [[rule, raised, count, first, severity, marks, has own evidence?, severity before it rose?, severity at the source?] …], [rule, wake …]], and where
/// requests were induced, their source and the state with them.
/// </summary>
internal static class SubjectStateCodec
{
    private const int StateFields = 3;
    private const int MarkFields = 7;
    private const int MemoryFields = 6;

    public static void Write(ref MessagePackWriter writer, SubjectState state, WrittenTexts texts)
    {
        writer.WriteArrayHeader(state.Everything is null ? StateFields : StateFields + 2);
        writer.Write(state.LastSeen);
        writer.WriteArrayHeader(state.Memories.Count);
        foreach (var (rule, memory) in state.Memories)
        {
            var more = memory.AtSource is not null ? 3 : memory.Previous is not null ? 2 : memory.HasOwn ? 1 : 0;
            writer.WriteArrayHeader(MemoryFields + more);
            texts.Write(ref writer, rule);
            writer.Write(memory.Raised?.ToMicroseconds() ?? 0);
            writer.Write(memory.EvidenceCount);
            writer.Write(memory.Raised is null ? 0 : memory.First.ToMicroseconds());
            writer.Write((long)memory.Severity);
            writer.WriteArrayHeader(memory.Marks.Count);
            foreach (var mark in memory.Marks)
                WriteMark(ref writer, mark, texts);
            if (more > 0)
                writer.Write(memory.HasOwn);
            if (more > 1)
                Write(ref writer, memory.Previous);
            if (more > 2)
                Write(ref writer, memory.AtSource);
        }

        writer.WriteArrayHeader(2 * state.Wakes.Count);
        foreach (var (rule, wake) in state.Wakes)
        {
            texts.Write(ref writer, rule);
            writer.Write(wake);
        }

        if (state.Everything is not { } everything)
            return;
        writer.Write(state.Source);
        Write(ref writer, everything, texts);
    }

    /// <summary>Reads the state; marks above a rule's capacity are left out, oldest first.</summary>
    public static SubjectState Read(ref PackedReader reader, ReadTexts texts, Func<string, int> capacity) =>
        Read(ref reader, texts, capacity, isWhole: true);

    // A nested value contains no further one, so hostile bytes cannot make the reader recurse.
    private static SubjectState Read(ref PackedReader reader, ReadTexts texts, Func<string, int> capacity, bool isWhole)
    {
        var fields = reader.ReadRecordHeader(StateFields);
        var state = new SubjectState { LastSeen = Fields.Time(reader.ReadInt64()) };
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
        {
            var memoryFields = reader.ReadRecordHeader(MemoryFields);
            var rule = texts.Read(ref reader);
            var memory = new DetectorMemory(capacity(rule));
            var raised = reader.ReadInt64();
            memory.Raised = raised == 0 ? null : UnixTime.ToDate(Fields.Time(raised));
            memory.EvidenceCount = reader.ReadCount();
            memory.First = reader.ReadTime();
            memory.Severity = reader.ReadEnum<Severity>();
            for (var marks = reader.ReadArrayHeader(); marks > 0; marks--)
                memory.Add(ReadMark(ref reader, texts));
            memory.HasOwn = memoryFields > MemoryFields && reader.ReadBoolean();
            memory.Previous = memoryFields > MemoryFields + 1 ? ReadSeverity(ref reader) : null;
            memory.AtSource = memoryFields > MemoryFields + 2 ? ReadSeverity(ref reader) : null;
            reader.SkipRest(MemoryFields + 3, memoryFields);
            state.Memories[rule] = memory;
        }

        for (var left = reader.ReadArrayHeader() / 2; left > 0; left--)
        {
            var rule = texts.Read(ref reader);
            state.Wakes[rule] = Fields.Time(reader.ReadInt64());
        }

        if (!isWhole || fields < StateFields + 2)
        {
            reader.SkipRest(StateFields, fields);
            return state;
        }

        state.Source = reader.ReadPseudonym();
        state.Everything = Read(ref reader, texts, capacity, isWhole: false);
        reader.SkipRest(StateFields + 2, fields);
        return state;
    }

    private static void Write(ref MessagePackWriter writer, Severity? severity)
    {
        writer.WriteArrayHeader(severity is null ? 0 : 1);
        if (severity is { } known)
            writer.Write((long)known);
    }

    private static Severity? ReadSeverity(ref PackedReader reader)
    {
        var fields = reader.ReadRecordHeader(0);
        Severity? severity = fields > 0 ? reader.ReadEnum<Severity>() : null;
        reader.SkipRest(1, fields);
        return severity;
    }

    private static void WriteMark(ref MessagePackWriter writer, in Mark mark, WrittenTexts texts)
    {
        var more = mark.Notified ? 3 : mark.Induced ? 2 : mark.Actor.IsNone ? 0 : 1;
        writer.WriteArrayHeader(MarkFields + more);
        writer.Write(mark.Time);
        writer.Write(mark.Value);
        writer.Write(mark.Code);
        writer.Write(mark.Session);
        texts.Write(ref writer, mark.Step);
        writer.Write((long)mark.Outcome);
        texts.Write(ref writer, mark.Text);
        if (more > 0)
            writer.Write(mark.Actor);
        if (more > 1)
            writer.Write(mark.Induced);
        if (more > 2)
            writer.Write(mark.Notified);
    }

    private static Mark ReadMark(ref PackedReader reader, ReadTexts texts)
    {
        var fields = reader.ReadRecordHeader(MarkFields);
        var mark = new Mark(
            reader.ReadTime(), reader.ReadUInt64(), reader.ReadInt32(), reader.ReadSessionId(), texts.Read(ref reader),
            reader.ReadEnum<Outcome>(), texts.ReadNullable(ref reader))
        {
            Actor = fields > MarkFields ? reader.ReadPseudonym() : default,
            Induced = fields > MarkFields + 1 && reader.ReadBoolean(),
            Notified = fields > MarkFields + 2 && reader.ReadBoolean(),
        };
        reader.SkipRest(MarkFields + 3, fields);
        return mark;
    }
}
