using ServerSessions.Insights;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Reads of a stored journey what a walk is, and passes over the rest: nothing is allocated for one out of a block.</summary>
internal sealed class WalkReader(StringPool pool)
{
    private const int NetworkBytes = 8;
    private const int IdBytes = 16;
    private const StepFields Counted = StepFields.Count | StepFields.Children | StepFields.Repeats | StepFields.Rage;

    private readonly RowParts _parts = new(pool);

    public void Read(in StoredJourney stored, Walk walk)
    {
        walk.Clear();
        var reader = new CompactReader(stored.Row.Span);
        _parts.Read(ref reader, stored.Table);
        var head = _parts.Head;
        var time = JourneyCodec.Start(ref reader, stored.Id);
        walk.User = (head.Has & HeadFields.LacksAnalytics) == 0 ? stored.User : default;
        walk.Actor = head.Actor.Actor;
        walk.IsNew = (head.Has & HeadFields.Previous) == 0;
        walk.Client = head.Client is null ? Walk.None : head.ClientNumber >= 0 ? head.ClientNumber : head.ClientNumber = walk.Texts.Of(head.Client);
        walk.Referrer = head.Referrer is null ? Walk.None : head.ReferrerNumber >= 0 ? head.ReferrerNumber : head.ReferrerNumber = walk.Texts.Of(head.Referrer);
        reader.Take(Pseudonym.Size + Length(head, HeadFields.Network, NetworkBytes) + Length(head, HeadFields.Previous, IdBytes) + Length(head, HeadFields.AuthSession, Pseudonym.Size));
        if ((head.Has & HeadFields.Duration) != 0)
            reader.SkipNumber();
        if ((head.Has & HeadFields.Place) != 0 && PlaceCode.Read(reader.ReadNumber()).Country is { } country)
            walk.Country = walk.Texts.Of(country);
        if ((head.Has & HeadFields.Counts) != 0)
            Skip(ref reader, 3);
        if ((head.Has & HeadFields.Friction) != 0)
            Skip(ref reader, (head.Has & HeadFields.BrowserFriction) != 0 ? 8 : 5);
        if ((head.Has & HeadFields.Findings) != 0)
            reader.ReadSized();
        if ((head.Has & HeadFields.Alerts) != 0)
            reader.ReadSized();
        if ((head.Has & HeadFields.Details) != 0)
            reader.ReadSized();
        Skip(ref reader, head.Variants.Count);
        var steps = reader.ReadCount(bytesEach: 2);
        time = steps > 0 ? Fields.Time(unchecked(time + reader.ReadSigned())) : time;
        for (var left = steps - 1; left >= 0; left--)
        {
            var part = _parts.Step(reader.ReadIndex(_parts.Steps));
            if (part.NameNumber < 0)
                (part.NameNumber, part.CauseNumber) = (walk.Texts.Of(part.Name), walk.Texts.Of(CauseText.Of(part.Outcome, part.Kind == StepKind.Custom ? null : part.Fields, part.Cause)));
            walk.Add(new WalkStep(part.NameNumber, time, part.CauseNumber, IsRecorded: part.Kind == StepKind.Custom), part.Outcome);
            if (part.Landed is not null)
                Land(walk, part, time);
            if (part.Value is { } value)
                walk.Values.Add(value);
            reader.SkipNumber(); // our own time
            if (left > 0)
                time = unchecked(time + reader.ReadSigned());
            if (part.Has > StepFields.Dwell)
                SkipFields(ref reader, part.Has);
        }

        Fields.Time(time);
    }

    private static void Land(Walk walk, StepPart part, long time)
    {
        part.LandingNumbers ??= [.. part.Passed.Append(part.Landed!).Select(walk.Texts.Of)];
        foreach (var page in part.LandingNumbers)
            walk.AddLanding(new WalkStep(page, time, part.CauseNumber, IsLanding: true));
    }

    private static void SkipFields(ref CompactReader reader, StepFields has)
    {
        Skip(ref reader, System.Numerics.BitOperations.PopCount((uint)(has & (Counted | StepFields.OwnDwell))));
        if ((has & StepFields.Trace) != 0)
            reader.Take(IdBytes);
        else if ((has & StepFields.TraceText) != 0)
            reader.ReadSized();
        if ((has & StepFields.Engagement) != 0)
            Skip(ref reader, (has & StepFields.Vitals) != 0 ? 6 + WebVitals.Count : 6);
    }

    private static void Skip(ref CompactReader reader, int numbers)
    {
        for (; numbers > 0; numbers--)
            reader.SkipNumber();
    }

    private static int Length(HeadPart head, HeadFields field, int bytes) => (head.Has & field) != 0 ? bytes : 0;
}
