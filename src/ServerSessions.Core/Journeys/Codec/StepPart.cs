using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>
/// What a step has in common with many others: name, how it ended, where it led, and which fields follow. A part of its journey's row; in it
/// a step is the part's number, the time since the step before, our own time, and what its fields say.
/// </summary>
internal sealed record StepPart(
    string Name, StepKind Kind, Outcome Outcome, bool QuickBack, bool Backtrack, int Status, DwellSource DwellSource, StepFields Has, string? Landed, string[] Passed, string[] Fields,
    string? Cause)
{
    private const int QuickBackBit = 256;
    private const int BacktrackBit = 512;
    private const int MaxMarks = 1024;
    private const byte End = 0xFF;

    /// <summary>Numbers for who counts by them; −1 as long as they are not given.</summary>
    public int NameNumber { get; set; } = -1;

    /// <inheritdoc cref="NameNumber"/>
    public int CauseNumber { get; set; } = -1;

    /// <summary>Numbers of the pages that its redirects led to; null as long as they are not given.</summary>
    public int[]? LandingNumbers { get; set; }

    /// <summary>Value of a recorded event; null for most.</summary>
    public EventValue? Value { get; } = Kind == StepKind.Custom && Fields.Length > 0 ? EventValue.Of(Fields) : null;

    public static void Write(ByteBuffer buffer, Step step, StepFields has)
    {
        buffer.WriteUtf8(step.Name);
        buffer.WriteByte(End);
        buffer.WriteNumber((int)step.Kind | ((int)step.Outcome << 4) | (step.QuickBack ? QuickBackBit : 0) | (step.Backtrack ? BacktrackBit : 0));
        buffer.WriteSigned(step.Status);
        buffer.WriteByte((byte)step.DwellSource);
        buffer.WriteNumber((int)has);
        if ((has & StepFields.Landed) != 0)
            buffer.WriteText(step.Landed!);
        if ((has & StepFields.Passed) != 0)
        {
            buffer.WriteNumber(step.Passed.Count);
            foreach (var page in step.Passed)
                buffer.WriteText(page);
        }

        if ((has & StepFields.Cause) != 0)
            buffer.WriteText(step.Cause!);
        foreach (var text in step.Kind == StepKind.Custom ? RawStep.Texts(step.Properties) ?? [] : step.Fields)
            buffer.WriteText(text);
    }

    public static StepPart Read(ReadOnlySpan<byte> part, StringPool pool)
    {
        var reader = new CompactReader(part);
        var name = pool.Get(reader.ReadTo(End));
        var marks = reader.ReadIndex(MaxMarks);
        var (kind, outcome) = ((StepKind)(marks & 15), (Outcome)((marks >> 4) & 15));
        var status = reader.ReadSigned();
        var source = (DwellSource)reader.ReadByte();
        var has = (StepFields)reader.ReadInt32();
        if (!Enum.IsDefined(kind) || !Enum.IsDefined(outcome) || !Enum.IsDefined(source) || status is < int.MinValue or > int.MaxValue)
            throw new InvalidMessageException($"Expected kind, outcome, status and source of dwell of a step, found {marks}, {status} and {source}.");
        var landed = (has & StepFields.Landed) != 0 ? pool.Get(reader.ReadSized()) : null;
        var passed = (has & StepFields.Passed) != 0 ? new string[reader.ReadCount(bytesEach: 1)] : [];
        for (var i = 0; i < passed.Length; i++)
            passed[i] = pool.Get(reader.ReadSized());
        var cause = (has & StepFields.Cause) != 0 ? pool.Get(reader.ReadSized()) : null;
        var fields = new List<string>();
        while (reader.Remaining > 0)
            fields.Add(pool.Get(reader.ReadSized()));
        return new StepPart(
            name, kind, outcome, (marks & QuickBackBit) != 0, (marks & BacktrackBit) != 0, (int)status, source, has, landed, passed, [.. fields], cause);
    }

    /// <summary>Whether both have the same part.</summary>
    public static bool IsSame(Step one, Step other) =>
        one.Name == other.Name && one.Kind == other.Kind && one.Outcome == other.Outcome && one.QuickBack == other.QuickBack && one.Backtrack == other.Backtrack
        && one.Status == other.Status && one.DwellSource == other.DwellSource && one.Landed == other.Landed && one.Cause == other.Cause
        && (ReferenceEquals(one.Passed, other.Passed) || one.Passed.SequenceEqual(other.Passed))
        && (ReferenceEquals(one.Fields, other.Fields) || one.Fields.SequenceEqual(other.Fields))
        && (ReferenceEquals(one.Properties, other.Properties) || one.Properties.SequenceEqual(other.Properties));
}
