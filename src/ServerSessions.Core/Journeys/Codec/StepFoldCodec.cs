using System.Runtime.InteropServices;
using MessagePack;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Encodes the part of a session that is folded already; nil while nothing is.</summary>
internal static class StepFoldCodec
{
    private const int FoldFields = 24;
    private const int MinStepFields = 9;
    private const int QuickBack = 16;
    private const int Backtrack = 32;

    public static void Write(ref MessagePackWriter writer, StepFold fold, long start, WrittenTexts texts)
    {
        if (fold.StepCount == 0 && fold.Requests == 0)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(FoldFields);
        writer.WriteArrayHeader(fold.Steps.Count);
        foreach (var step in fold.Steps)
            WriteStep(ref writer, step, start, texts);
        var last = fold.Last is null ? -1 : fold.Steps.LastIndexOf(fold.Last);
        writer.Write((long)last);
        if (fold.Last is null || last >= 0)
            writer.WriteNil();
        else
            WriteStep(ref writer, fold.Last!, start, texts);
        writer.WriteIntegers(fold.StepCount, fold.Requests, fold.PageOrActionSteps, fold.Errors, fold.QuickBacks, fold.Backtracks, fold.Repeats, fold.Rage);
        writer.Write(fold.ReachedGoal);
        writer.WriteIntegers(fold.FlowsEntered, fold.FlowsCompleted, fold.LastEnd, fold.PageEnd);
        writer.Write(fold.AwaitsLanding);
        texts.Write(ref writer, CollectionsMarshal.AsSpan(fold.Recent));
        texts.Write(ref writer, fold.BeforeLast);
        texts.Write(ref writer, fold.RunName);
        writer.Write(fold.RunParameters);
        writer.WriteIntegers(fold.RunTime, fold.RunLength);
        writer.WriteArrayHeader(4 * fold.Attempts.Count);
        foreach (var attempt in fold.Attempts)
        {
            texts.Write(ref writer, attempt.Name);
            writer.Write(attempt.Target);
            writer.Write(attempt.Older);
            writer.Write(attempt.Newer);
        }
    }

    public static StepFold Read(ref PackedReader reader, long start, ReadTexts texts)
    {
        var fold = new StepFold();
        if (reader.TryReadNil())
            return fold;
        var fields = reader.ReadRecordHeader(FoldFields);
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
            fold.Steps.Add(ReadStep(ref reader, start, texts));
        var last = reader.ReadInt32();
        var beyond = reader.TryReadNil() ? null : ReadStep(ref reader, start, texts);
        fold.Last = beyond ?? (last >= 0 && last < fold.Steps.Count ? fold.Steps[last] : null);
        fold.StepCount = reader.ReadCount();
        fold.Requests = reader.ReadCount();
        fold.PageOrActionSteps = reader.ReadCount();
        fold.Errors = reader.ReadCount();
        fold.QuickBacks = reader.ReadCount();
        fold.Backtracks = reader.ReadCount();
        fold.Repeats = reader.ReadCount();
        fold.Rage = reader.ReadCount();
        fold.ReachedGoal = reader.ReadBoolean();
        fold.FlowsEntered = (uint)reader.ReadUInt64();
        fold.FlowsCompleted = (uint)reader.ReadUInt64();
        fold.LastEnd = Fields.Time(reader.ReadInt64());
        fold.PageEnd = reader.ReadInt64();
        fold.AwaitsLanding = reader.ReadBoolean();
        fold.Recent.AddRange(texts.ReadArray(ref reader) ?? []);
        fold.BeforeLast = texts.ReadNullable(ref reader);
        fold.RunName = texts.ReadNullable(ref reader);
        fold.RunParameters = reader.ReadUInt64();
        fold.RunTime = reader.ReadInt64();
        fold.RunLength = reader.ReadCount();
        for (var left = reader.ReadArrayHeader() / 4; left > 0; left--)
            fold.Attempts.Add(new RecentAttempt(texts.Read(ref reader), reader.ReadUInt64(), reader.ReadInt64(), reader.ReadInt64()));
        reader.SkipRest(FoldFields, fields);
        return fold;
    }

    private static void WriteStep(ref MessagePackWriter writer, FoldedStep step, long start, WrittenTexts texts)
    {
        var fields = step.Passed is not null ? 7 : step.Rage > 0 ? 6 : step.Repeats > 0 ? 5 : step.Trace is not null ? 4 : step.Cause is not null ? 3 : step.Fields is not null ? 2 : step.Landed is not null ? 1 : 0;
        writer.WriteArrayHeader(MinStepFields + fields);
        texts.Write(ref writer, step.Name);
        writer.WriteIntegers(
            step.Time - start, (long)step.Kind | (step.QuickBack ? QuickBack : 0L) | (step.Backtrack ? Backtrack : 0L), step.Count, (long)step.Outcome,
            step.Status, step.Server, step.Dwell, step.Children);
        if (fields > 0)
            texts.Write(ref writer, step.Landed);
        if (fields > 1)
            texts.Write(ref writer, step.Fields);
        if (fields > 2)
            texts.Write(ref writer, step.Cause);
        if (fields > 3)
            texts.Write(ref writer, step.Trace);
        if (fields > 4)
            writer.Write(step.Repeats);
        if (fields > 5)
            writer.Write(step.Rage);
        if (fields > 6)
            texts.Write(ref writer, step.Passed);
    }

    private static FoldedStep ReadStep(ref PackedReader reader, long start, ReadTexts texts)
    {
        var fields = reader.ReadRecordHeader(MinStepFields);
        var name = texts.Read(ref reader);
        var time = Fields.Time(unchecked(start + reader.ReadInt64()));
        var marks = reader.ReadIndex(4 * QuickBack);
        var step = new FoldedStep
        {
            Name = name,
            Time = time,
            Kind = (StepKind)(marks & (QuickBack - 1)),
            QuickBack = (marks & QuickBack) != 0,
            Backtrack = (marks & Backtrack) != 0,
            Count = reader.ReadCount(),
            Outcome = reader.ReadEnum<Outcome>(),
            Status = reader.ReadInt32(),
            Server = Fields.Span(reader.ReadInt64()),
            Dwell = reader.ReadInt64() is var dwell and not -1 ? Fields.Span(dwell) : -1,
            Children = reader.ReadCount(),
            Landed = fields > MinStepFields ? texts.ReadNullable(ref reader) : null,
            Fields = fields > MinStepFields + 1 ? texts.ReadArray(ref reader) : null,
            Cause = fields > MinStepFields + 2 ? texts.ReadNullable(ref reader) : null,
            Trace = fields > MinStepFields + 3 ? texts.ReadNullable(ref reader) : null,
            Repeats = fields > MinStepFields + 4 ? reader.ReadCount() : 0,
            Rage = fields > MinStepFields + 5 ? reader.ReadCount() : 0,
            Passed = fields > MinStepFields + 6 ? texts.ReadArray(ref reader) : null,
        };
        if (!Enum.IsDefined(step.Kind))
            throw new InvalidMessageException($"Expected the kind of a step, found {marks}.");
        reader.SkipRest(Math.Min(fields, MinStepFields + 7), fields);
        return step;
    }
}
