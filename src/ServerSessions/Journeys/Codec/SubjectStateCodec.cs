using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Encodes what rules remember about a subject: [last seen, [[rule, raised, count, first, severity, marks, severity before it rose?] …], [rule, wake …]].</summary>
internal static class SubjectStateCodec
{
    private const int MarkFields = 7;
    private const int MemoryFields = 6;

    public static void Write(ref MessagePackWriter writer, SubjectState state, WrittenTexts texts)
    {
        writer.WriteArrayHeader(3);
        writer.Write(state.LastSeen);
        writer.WriteArrayHeader(state.Memories.Count);
        foreach (var (rule, memory) in state.Memories)
        {
            writer.WriteArrayHeader(memory.Previous is null ? MemoryFields : MemoryFields + 1);
            texts.Write(ref writer, rule);
            writer.Write(memory.Raised?.ToMicroseconds() ?? 0);
            writer.Write(memory.EvidenceCount);
            writer.Write(memory.Raised is null ? 0 : memory.First.ToMicroseconds());
            writer.Write((long)memory.Severity);
            writer.WriteArrayHeader(memory.Marks.Count);
            foreach (var mark in memory.Marks)
                WriteMark(ref writer, mark, texts);
            if (memory.Previous is { } previous)
                writer.Write((long)previous);
        }

        writer.WriteArrayHeader(2 * state.Wakes.Count);
        foreach (var (rule, wake) in state.Wakes)
        {
            texts.Write(ref writer, rule);
            writer.Write(wake);
        }
    }

    /// <summary>Reads the state; marks above a rule's capacity are left out, oldest first.</summary>
    public static SubjectState Read(ref MessagePackReader reader, ReadTexts texts, Func<string, int> capacity)
    {
        var fields = reader.ReadRecordHeader(3);
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
            memory.Previous = memoryFields > MemoryFields ? reader.ReadEnum<Severity>() : null;
            reader.SkipRest(MemoryFields + 1, memoryFields);
            state.Memories[rule] = memory;
        }

        for (var left = reader.ReadArrayHeader() / 2; left > 0; left--)
        {
            var rule = texts.Read(ref reader);
            state.Wakes[rule] = Fields.Time(reader.ReadInt64());
        }

        reader.SkipRest(3, fields);
        return state;
    }

    private static void WriteMark(ref MessagePackWriter writer, in Mark mark, WrittenTexts texts)
    {
        writer.WriteArrayHeader(mark.Actor.IsNone ? MarkFields : MarkFields + 1);
        writer.Write(mark.Time);
        writer.Write(mark.Value);
        writer.Write(mark.Code);
        writer.Write(mark.Session);
        texts.Write(ref writer, mark.Step);
        writer.Write((long)mark.Outcome);
        texts.Write(ref writer, mark.Text);
        if (!mark.Actor.IsNone)
            writer.Write(mark.Actor);
    }

    private static Mark ReadMark(ref MessagePackReader reader, ReadTexts texts)
    {
        var fields = reader.ReadRecordHeader(MarkFields);
        var mark = new Mark(
            reader.ReadTime(), reader.ReadUInt64(), reader.ReadInt32(), reader.ReadSessionId(), texts.Read(ref reader),
            reader.ReadEnum<Outcome>(), texts.ReadNullable(ref reader))
        {
            Actor = fields > MarkFields ? reader.ReadPseudonym() : default,
        };
        reader.SkipRest(MarkFields + 1, fields);
        return mark;
    }
}
