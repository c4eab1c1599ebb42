using ServerSessions.Insights;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Reads of a stored journey what a walk is, and passes over the rest: nothing is allocated for an ordinary one.</summary>
internal sealed class WalkReader(StringPool pool)
{
    private readonly ReadTexts _texts = new(pool);

    public void Read(ReadOnlyMemory<byte> data, Walk walk)
    {
        walk.Clear();
        _texts.Clear();
        var reader = new MessagePackReader(data.Span);
        var fields = reader.ReadRecordHeader(JourneyCodec.JourneyFields);
        JourneyCodec.CheckVersion(ref reader);
        reader.Skip(); // id
        walk.IsNew = reader.ReadSessionId() == default;
        reader.SkipRest(0, 2); // key and its kind
        walk.User = reader.ReadPseudonym();
        var time = reader.ReadInt64();
        reader.SkipRest(0, 2); // duration, why it was closed
        walk.Client = reader.TryReadNil() ? null : pool.Get(reader.ReadText());
        reader.Skip(); // network
        walk.Referrer = reader.TryReadNil() ? null : pool.Get(reader.ReadText());
        reader.SkipRest(0, 6); // counts, flags, class, friction
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
            walk.Add(ReadStep(ref reader, ref time));
        reader.Skip(); // findings
        if (fields > JourneyCodec.JourneyFields)
            walk.Country = PlaceCode.Read(reader.ReadUInt64()).Country;
    }

    // Texts are numbered as they come: none may be passed over.
    private WalkStep ReadStep(ref MessagePackReader reader, ref long time)
    {
        const int plain = JourneyCodec.LeastStepFields;
        var fields = reader.ReadRecordHeader(plain);
        var name = _texts.Read(ref reader);
        time += reader.ReadInt64();
        var outcome = JourneyCodec.OutcomeOf(reader.ReadIndex(JourneyCodec.MostMarks));
        reader.SkipRest(3, plain);
        reader.SkipRest(plain, Math.Min(fields, 9)); // count, children
        if (fields > 9)
            _texts.ReadNullable(ref reader);
        var failing = fields > 10 ? _texts.ReadArray(ref reader) : null;
        var cause = fields > 11 ? _texts.ReadNullable(ref reader) : null;
        reader.SkipRest(Math.Min(fields, 12), fields);
        return new WalkStep(name, time, outcome, failing, cause);
    }
}
