using System.Buffers;
using System.Globalization;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>
/// Encodes a closed journey. The times of steps are differences in microseconds, and fields that are most often empty stand at
/// the end of a step, which ends where nothing more is to say.
/// </summary>
internal sealed class JourneyCodec(StringPool pool)
{
    private const int Version = 1;
    public const int JourneyFields = 20;
    public const int LeastStepFields = 7;
    private const int QuickBack = 256;
    private const int Backtrack = 512;
    public const int MostMarks = 4 * QuickBack;

    private readonly WrittenTexts _written = new();
    private readonly ReadTexts _read = new(pool);
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    public ReadOnlyMemory<byte> Encode(Journey journey)
    {
        _buffer.ResetWrittenCount();
        _written.Clear();
        var start = journey.Start.ToMicroseconds();
        var writer = new MessagePackWriter(_buffer);
        var fields = JourneyFields + (journey.Exposures.Count > 0 ? 3 : !journey.AuthSession.IsNone ? 2 : journey.Place.IsNone ? 0 : 1);
        writer.WriteArrayHeader(fields);
        writer.Write(Version);
        writer.Write(journey.Id);
        writer.Write(journey.Previous ?? default);
        writer.Write(journey.Key);
        writer.Write((long)journey.KeyKind);
        writer.Write(journey.User);
        writer.Write(start);
        writer.Write(journey.End.ToMicroseconds() - start);
        writer.Write((long)journey.Close);
        writer.Write(journey.Client);
        writer.Write(journey.Network is null ? 0 : ulong.Parse(journey.Network, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        writer.Write(journey.Referrer);
        writer.Write(journey.StepCount);
        writer.Write(journey.Requests);
        writer.Write(journey.Passive);
        writer.Write((journey.HasGaps ? 1L : 0) | (journey.Engaged ? 2L : 0));
        writer.Write((long)journey.Class);
        WriteFriction(ref writer, journey.Friction);
        writer.WriteArrayHeader(journey.Steps.Count);
        var time = start;
        foreach (var step in journey.Steps)
        {
            WriteStep(ref writer, step, time);
            time = step.Time.ToMicroseconds();
        }

        FindingCodec.Write(ref writer, journey.Findings);
        if (fields > JourneyFields)
            writer.Write((ulong)journey.Place.Value);
        if (fields > JourneyFields + 1)
            writer.Write(journey.AuthSession);
        if (fields > JourneyFields + 2)
            ExposureCodec.Write(ref writer, journey.Exposures, start);
        writer.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public Journey Decode(ReadOnlyMemory<byte> data)
    {
        _read.Clear();
        var reader = new MessagePackReader(data.Span);
        var fields = reader.ReadRecordHeader(JourneyFields);
        CheckVersion(ref reader);
        var id = reader.ReadSessionId();
        var previous = reader.ReadSessionId();
        var key = reader.ReadPseudonym();
        var kind = reader.ReadEnum<KeyKind>();
        var user = reader.ReadPseudonym();
        var start = Fields.Time(reader.ReadInt64());
        var end = Fields.Time(start + Fields.Span(reader.ReadInt64()));
        var close = reader.ReadEnum<CloseReason>();
        var client = reader.TryReadNil() ? null : pool.Get(reader.ReadText());
        var network = reader.ReadUInt64();
        var referrer = reader.ReadNullableString();
        var stepCount = reader.ReadCount();
        var requests = reader.ReadCount();
        var passive = reader.ReadCount();
        var flags = reader.ReadInt64();
        var shape = reader.ReadEnum<JourneyClass>();
        var friction = ReadFriction(ref reader);
        var steps = new Step[reader.ReadArrayHeader()];
        var time = start;
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = ReadStep(ref reader, time);
            time = steps[i].Time.ToMicroseconds();
        }

        var findings = FindingCodec.Read(ref reader);
        var place = fields > JourneyFields ? PlaceCode.Read(reader.ReadUInt64()) : default;
        var signedIn = fields > JourneyFields + 1 ? reader.ReadPseudonym() : default;
        var exposures = fields > JourneyFields + 2 ? ExposureCodec.Read(ref reader, start, pool) : [];
        reader.SkipRest(JourneyFields + 3, fields);
        return new Journey
        {
            Id = id,
            Previous = previous == default ? null : previous,
            Key = key,
            KeyKind = kind,
            User = user,
            AuthSession = signedIn,
            Start = UnixTime.ToDate(start),
            End = UnixTime.ToDate(end),
            Close = close,
            Client = client,
            Network = network == 0 ? null : network.ToString("x16", CultureInfo.InvariantCulture),
            Referrer = referrer,
            Place = place,
            Steps = steps,
            StepCount = stepCount,
            Requests = requests,
            Passive = passive,
            HasGaps = (flags & 1) != 0,
            Engaged = (flags & 2) != 0,
            Class = shape,
            Friction = friction,
            Findings = findings,
            Exposures = exposures,
        };
    }

    /// <summary>Reads the version, and refuses all but this one.</summary>
    public static void CheckVersion(ref MessagePackReader reader)
    {
        if (reader.ReadInt32() is var version && version != Version)
            throw new InvalidMessageException($"A journey of version {version} is stored; this library reads version {Version}.");
    }

    /// <summary>The outcome among a step's kind and marks, which lie below <see cref="MostMarks"/>.</summary>
    public static Outcome OutcomeOf(int marks) => (Outcome)((marks >> 4) & 15) is var outcome && outcome <= Outcome.Aborted
        ? outcome
        : throw new InvalidMessageException($"Expected kind and outcome of a step, found {marks}.");

    private static void WriteFriction(ref MessagePackWriter writer, Friction friction)
    {
        if (friction == Friction.None)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(5);
        writer.Write(friction.QuickBacks);
        writer.Write(friction.Backtracks);
        writer.Write(friction.Repeats);
        writer.Write(friction.Rage);
        writer.Write(friction.Errors);
    }

    private static Friction ReadFriction(ref MessagePackReader reader)
    {
        if (reader.TryReadNil())
            return Friction.None;
        var fields = reader.ReadRecordHeader(5);
        var friction = new Friction(reader.ReadCount(), reader.ReadCount(), reader.ReadCount(), reader.ReadCount(), reader.ReadCount());
        reader.SkipRest(5, fields);
        return friction;
    }

    private void WriteStep(ref MessagePackWriter writer, Step step, long before)
    {
        var count = step.Rage > 0 ? 15
            : step.Repeats > 0 ? 14
            : step.Trace is not null ? 13
            : step.Cause is not null ? 12
            : step.Fields.Count > 0 ? 11
            : step.Landed is not null ? 10
            : step.Children > 0 ? 9
            : step.Count > 1 ? 8
            : LeastStepFields;
        writer.WriteArrayHeader(count);
        _written.Write(ref writer, step.Name);
        writer.Write(step.Time.ToMicroseconds() - before);
        writer.Write((long)step.Kind | ((long)step.Outcome << 4) | (step.QuickBack ? QuickBack : 0L) | (step.Backtrack ? Backtrack : 0L));
        writer.Write(step.Status);
        writer.Write(step.Server.ToMicroseconds());
        writer.Write(step.Dwell?.ToMicroseconds() ?? -1);
        writer.Write((long)step.DwellSource);
        if (count > 7)
            writer.Write(step.Count);
        if (count > 8)
            writer.Write(step.Children);
        if (count > 9)
            _written.Write(ref writer, step.Landed);
        if (count > 10)
            _written.Write(ref writer, step.Fields.Count == 0 ? null : [.. step.Fields]);
        if (count > 11)
            _written.Write(ref writer, step.Cause);
        if (count > 12)
            writer.Write(step.Trace);
        if (count > 13)
            writer.Write(step.Repeats);
        if (count > 14)
            writer.Write(step.Rage);
    }

    private Step ReadStep(ref MessagePackReader reader, long before)
    {
        var fields = reader.ReadRecordHeader(LeastStepFields);
        var name = _read.Read(ref reader);
        var time = Fields.Time(before + reader.ReadInt64());
        var kinds = reader.ReadIndex(MostMarks);
        var status = reader.ReadInt32();
        var server = Fields.Span(reader.ReadInt64());
        var dwell = reader.ReadInt64();
        var step = new Step
        {
            Name = name,
            Time = UnixTime.ToDate(time),
            Kind = (StepKind)(kinds & 15),
            Outcome = OutcomeOf(kinds),
            QuickBack = (kinds & QuickBack) != 0,
            Backtrack = (kinds & Backtrack) != 0,
            Status = status,
            Server = UnixTime.ToSpan(server),
            Dwell = dwell == -1 ? null : UnixTime.ToSpan(Fields.Span(dwell)),
            DwellSource = reader.ReadEnum<DwellSource>(),
            Count = fields > 7 ? reader.ReadCount() : 1,
            Children = fields > 8 ? reader.ReadCount() : 0,
            Landed = fields > 9 ? _read.ReadNullable(ref reader) : null,
            Fields = fields > 10 ? _read.ReadArray(ref reader) ?? [] : [],
            Cause = fields > 11 ? _read.ReadNullable(ref reader) : null,
            Trace = fields > 12 ? reader.ReadNullableString() : null,
            Repeats = fields > 13 ? reader.ReadCount() : 0,
            Rage = fields > 14 ? reader.ReadCount() : 0,
        };
        if (!Enum.IsDefined(step.Kind))
            throw new InvalidMessageException($"Expected kind and outcome of a step, found {kinds}.");
        reader.SkipRest(Math.Min(fields, 15), fields);
        return step;
    }
}
