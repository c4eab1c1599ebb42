using System.Globalization;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>
/// Writes a closed journey as a row: its parts (<see cref="HeadPart"/>, <see cref="StepPart"/>), which rows of a block share, and its own values, mostly times. What
/// follows from other values is not written: the id is the storage's, a dwell lasts until the next step begins, and counts and friction follow from the steps. Where
/// this is not so, a field has the value. Nothing is rounded.
/// </summary>
internal sealed class JourneyCodec(StringPool pool)
{
    private const int Hex = 16;

    private readonly RowParts _parts = new(pool);
    private readonly List<(Step Step, StepFields Has)> _written = [];
    private readonly ByteBuffer _row = new();
    private readonly ByteBuffer _part = new();
    private readonly ByteBuffer _body = new();

    public StoredJourney Encode(Journey journey)
    {
        _row.Clear();
        _body.Clear();
        _written.Clear();
        var start = journey.Start.ToMicroseconds();
        var has = Has(journey);
        _body.WriteSigned(start - (journey.Id.Milliseconds * 1000));
        _body.Write(journey.Key);
        if ((has & HeadFields.Network) != 0)
            _body.WriteUInt64(ulong.Parse(journey.Network!, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        if (journey.Previous is { } previous)
            _body.Write(previous);
        if (!journey.AuthSession.IsNone)
            _body.Write(journey.AuthSession);
        if ((has & HeadFields.Duration) != 0)
            _body.WriteNumber((ulong)(journey.End.ToMicroseconds() - start));
        if ((has & HeadFields.Place) != 0)
            _body.WriteNumber(journey.Place.Value);
        if ((has & HeadFields.Counts) != 0)
            _body.WriteNumbers(journey.StepCount, journey.Requests, journey.Passive);
        if ((has & HeadFields.Friction) != 0)
            _body.WriteNumbers(journey.Friction.QuickBacks, journey.Friction.Backtracks, journey.Friction.Repeats, journey.Friction.Rage, journey.Friction.Errors);
        if ((has & HeadFields.BrowserFriction) != 0)
            _body.WriteNumbers(journey.Friction.RageClicks, journey.Friction.DeadClicks, journey.Friction.ScriptErrors);
        if ((has & HeadFields.Findings) != 0)
            _body.WriteSized(FindingCodec.Encode(journey.Findings));
        if ((has & HeadFields.Alerts) != 0)
            _body.WriteSized(SessionAlertCodec.Encode(journey.Alerts));
        if ((has & HeadFields.Details) != 0)
        {
            _part.Clear();
            JourneyDetails.Write(_part, journey);
            _body.WriteSized(_part.Written);
        }

        foreach (var exposure in journey.Exposures)
            _body.WriteSigned(exposure.Time.ToMicroseconds() - start);
        WriteSteps(journey.Steps, start);

        _part.Clear();
        new HeadPart(
            journey.Client, journey.Referrer, journey.KeyKind, journey.Close, journey.Class,
            new HeadActor(journey.Actor, journey.ActorReason, journey.ActorProof), has, [.. journey.Exposures.Select(x => (x.Experiment, x.Variant))],
            journey.RefusedFeatures, journey.Campaign, journey.Traits).Write(_part);
        _row.WriteNumber(1 + _written.Count);
        _row.WriteSized(_part.Written);
        foreach (var (step, fields) in _written)
        {
            _part.Clear();
            StepPart.Write(_part, step, fields);
            _row.WriteSized(_part.Written);
        }

        _row.Write(_body.Written);
        return new StoredJourney(journey.Id, journey.User, _row.Written.ToArray());
    }

    public Journey Decode(in StoredJourney stored)
    {
        var reader = new CompactReader(stored.Row.Span);
        _parts.Read(ref reader, stored.Table);
        var head = _parts.Head;
        var start = Start(ref reader, stored.Id);
        var key = reader.ReadPseudonym();
        var network = (head.Has & HeadFields.Network) != 0 ? reader.ReadUInt64().ToString("x16", CultureInfo.InvariantCulture) : null;
        var previous = (head.Has & HeadFields.Previous) != 0 ? Fields.Known(new SessionId(new Guid(reader.Take(Hex), bigEndian: true))) : default(SessionId?);
        var signedIn = (head.Has & HeadFields.AuthSession) != 0 ? reader.ReadPseudonym() : default;
        var length = (head.Has & HeadFields.Duration) != 0 ? Length(ref reader) : default(long?);
        var place = (head.Has & HeadFields.Place) != 0 ? PlaceCode.Read(reader.ReadNumber()) : default;
        var (stepCount, requests, passive) = (head.Has & HeadFields.Counts) != 0 ? (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32()) : (-1, -1, 0);
        var friction = (head.Has & HeadFields.Friction) != 0
            ? new Friction(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32()) : null;
        if (friction is not null && (head.Has & HeadFields.BrowserFriction) != 0)
            friction = friction with { RageClicks = reader.ReadInt32(), DeadClicks = reader.ReadInt32(), ScriptErrors = reader.ReadInt32() };
        var findings = (head.Has & HeadFields.Findings) != 0 ? FindingCodec.Decode(reader.ReadSized()) : [];
        var alerts = (head.Has & HeadFields.Alerts) != 0 ? SessionAlertCodec.Decode(reader.ReadSized()) : [];
        var (clicks, used) = (head.Has & HeadFields.Details) != 0 ? JourneyDetails.Read(reader.ReadSized()) : ([], []);
        var exposures = head.Variants.Count == 0 ? [] : new Exposure[head.Variants.Count];
        for (var i = 0; i < exposures.Length; i++)
            exposures[i] = new Exposure(head.Variants[i].Experiment, head.Variants[i].Variant, UnixTime.ToDate(Fields.Time(unchecked(start + reader.ReadSigned()))));
        var steps = ReadSteps(ref reader, start);
        return new Journey
        {
            Id = stored.Id,
            Previous = previous,
            Key = key,
            KeyKind = head.KeyKind,
            User = stored.User,
            AuthSession = signedIn,
            Start = UnixTime.ToDate(start),
            End = length is { } some ? UnixTime.ToDate(Fields.Time(start + some)) : RowFacts.End(start, steps),
            Close = head.Close,
            Client = head.Client,
            Network = network,
            Referrer = head.Referrer,
            Place = place,
            Steps = steps,
            Clicks = clicks,
            Fields = used,
            StepCount = stepCount >= 0 ? stepCount : RowFacts.Count(steps),
            Requests = requests >= 0 ? requests : RowFacts.Count(steps),
            Passive = passive,
            HasGaps = (head.Has & HeadFields.HasGaps) != 0,
            Engaged = (head.Has & HeadFields.Engaged) != 0,
            Class = head.Class,
            Friction = friction ?? RowFacts.Friction(steps),
            Findings = findings,
            Alerts = alerts,
            Actor = head.Actor.Actor,
            ActorReason = head.Actor.Reason,
            ActorProof = head.Actor.Proof,
            Exposures = exposures,
            RefusedFeatures = head.RefusedFeatures,
            Campaign = head.Campaign,
            Traits = head.Traits,
            IsOwnReferrer = (head.Has & HeadFields.OwnReferrer) != 0,
            LacksAnalytics = (head.Has & HeadFields.LacksAnalytics) != 0,
            HadAnalytics = (head.Has & HeadFields.NoAnalytics) == 0,
        };
    }

    /// <summary>When a row says that its journey began, Unix microseconds.</summary>
    public static long Start(ref CompactReader row, SessionId id) => Fields.Time(unchecked((id.Milliseconds * 1000) + row.ReadSigned()));

    /// <summary>A stretch of time in microseconds.</summary>
    public static long Length(ref CompactReader row) => Fields.Span(unchecked((long)row.ReadNumber()));

    private static HeadFields Has(Journey journey) =>
        (journey.Client is null ? 0 : HeadFields.Client) | (journey.Referrer is null ? 0 : HeadFields.Referrer)
        | (journey.HasGaps ? HeadFields.HasGaps : 0) | (journey.Engaged ? HeadFields.Engaged : 0)
        | (journey.Previous is null ? 0 : HeadFields.Previous) | (journey.AuthSession.IsNone ? 0 : HeadFields.AuthSession)
        | (journey.Network is null ? 0 : HeadFields.Network) | (journey.Place.IsNone ? 0 : HeadFields.Place)
        | (journey.Findings.Count == 0 ? 0 : HeadFields.Findings) | (journey.Alerts.Count == 0 ? 0 : HeadFields.Alerts) | (journey.RefusedFeatures.Count == 0 ? 0 : HeadFields.RefusedFeatures)
        | (journey.Campaign is null ? 0 : HeadFields.Campaign) | (journey.IsOwnReferrer ? HeadFields.OwnReferrer : 0) | (journey.Traits.Count == 0 ? 0 : HeadFields.Traits)
        | (journey.LacksAnalytics ? HeadFields.LacksAnalytics : 0) | (journey.HadAnalytics ? 0 : HeadFields.NoAnalytics)
        | (journey.Clicks.Count + journey.Fields.Count == 0 ? 0 : HeadFields.Details)
        | (journey.End == RowFacts.End(journey.Start.ToMicroseconds(), journey.Steps) ? 0 : HeadFields.Duration)
        | (RowFacts.Count(journey.Steps) is var count && journey.StepCount == count && journey.Requests == count && journey.Passive == 0 ? 0 : HeadFields.Counts)
        | (journey.Friction == RowFacts.Friction(journey.Steps) ? 0 : HeadFields.Friction | BrowserFriction(journey.Friction));

    private static HeadFields BrowserFriction(Friction friction) => (friction.RageClicks | friction.DeadClicks | friction.ScriptErrors) == 0 ? 0 : HeadFields.BrowserFriction;

    private void WriteSteps(IReadOnlyList<Step> steps, long start)
    {
        _body.WriteNumber(steps.Count);
        if (steps.Count > 0)
            _body.WriteSigned(steps[0].Time.ToMicroseconds() - start);
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            var next = i + 1 < steps.Count ? steps[i + 1] : null;
            var has = Has(step, next);
            _body.WriteNumber(Number(step, has));
            _body.WriteNumber((ulong)step.Server.ToMicroseconds());
            if (next is not null)
                _body.WriteSigned(next.Time.ToMicroseconds() - step.Time.ToMicroseconds());
            if ((has & StepFields.OwnDwell) != 0)
                _body.WriteNumber((ulong)step.Dwell!.Value.ToMicroseconds());
            if ((has & StepFields.Count) != 0)
                _body.WriteNumber(step.Count);
            if ((has & StepFields.Children) != 0)
                _body.WriteNumber(step.Children);
            if ((has & StepFields.Repeats) != 0)
                _body.WriteNumber(step.Repeats);
            if ((has & StepFields.Rage) != 0)
                _body.WriteNumber(step.Rage);
            if ((has & StepFields.Trace) != 0)
                _body.Write(Convert.FromHexString(step.Trace!));
            else if ((has & StepFields.TraceText) != 0)
                _body.WriteText(step.Trace!);
            if (step.Engagement is { } seen)
                _body.WriteNumbers((int)seen.Visible.TotalMilliseconds, seen.ScrollDepth, seen.Clicks, seen.RageClicks, seen.DeadClicks, seen.ScriptErrors);
            foreach (var number in step.Engagement?.Vitals?.Numbers() ?? [])
                _body.WriteNumber(number);
        }
    }

    private int Number(Step step, StepFields has)
    {
        for (var i = 0; i < _written.Count; i++)
            if (_written[i].Has == has && StepPart.IsSame(_written[i].Step, step))
                return i;
        _written.Add((step, has));
        return _written.Count - 1;
    }

    private static StepFields Has(Step step, Step? next) =>
        (step.Dwell is null ? 0 : StepFields.Dwell)
        | (step.Dwell is { } dwell && (next is null || dwell != next.Time - step.Time - step.Server) ? StepFields.OwnDwell : 0)
        | (step.Count == 1 ? 0 : StepFields.Count) | (step.Children == 0 ? 0 : StepFields.Children)
        | (step.Repeats == 0 ? 0 : StepFields.Repeats) | (step.Rage == 0 ? 0 : StepFields.Rage)
        | (step.Trace is null ? 0 : IsHex(step.Trace) ? StepFields.Trace : StepFields.TraceText)
        | (step.Landed is null ? 0 : StepFields.Landed) | (step.Cause is null ? 0 : StepFields.Cause)
        | (step.Passed.Count == 0 ? 0 : StepFields.Passed) | (step.Engagement is null ? 0 : StepFields.Engagement)
        | (step.Engagement?.Vitals is null ? 0 : StepFields.Vitals);

    private static bool IsHex(string trace) => trace.Length == 2 * Hex && !trace.AsSpan().ContainsAnyExcept("0123456789abcdef");

    private Step[] ReadSteps(ref CompactReader reader, long start)
    {
        var steps = new Step[reader.ReadCount(bytesEach: 2)];
        var time = steps.Length > 0 ? Fields.Time(unchecked(start + reader.ReadSigned())) : start;
        for (var i = 0; i < steps.Length; i++)
        {
            var part = _parts.Step(reader.ReadIndex(_parts.Steps));
            var server = Length(ref reader);
            var gap = i + 1 < steps.Length ? reader.ReadSigned() : default(long?);
            steps[i] = new Step
            {
                Name = part.Name,
                Time = UnixTime.ToDate(time),
                Kind = part.Kind,
                Outcome = part.Outcome,
                QuickBack = part.QuickBack,
                Backtrack = part.Backtrack,
                Status = part.Status,
                Server = UnixTime.ToSpan(server),
                DwellSource = part.DwellSource,
                Dwell = (part.Has & StepFields.OwnDwell) != 0 ? UnixTime.ToSpan(Length(ref reader)) : (part.Has & StepFields.Dwell) != 0 ? Rest(gap, server) : null,
                Count = (part.Has & StepFields.Count) != 0 ? reader.ReadInt32() : 1,
                Children = (part.Has & StepFields.Children) != 0 ? reader.ReadInt32() : 0,
                Repeats = (part.Has & StepFields.Repeats) != 0 ? reader.ReadInt32() : 0,
                Rage = (part.Has & StepFields.Rage) != 0 ? reader.ReadInt32() : 0,
                Trace = (part.Has & StepFields.Trace) != 0 ? Convert.ToHexStringLower(reader.Take(Hex))
                    : (part.Has & StepFields.TraceText) != 0 ? pool.Get(reader.ReadSized()) : null,
                Engagement = (part.Has & StepFields.Engagement) != 0 ? ReadEngagement(ref reader, (part.Has & StepFields.Vitals) != 0) : null,
                Landed = part.Landed,
                Passed = part.Passed,
                Fields = part.Kind == StepKind.Custom ? [] : part.Fields,
                Properties = part.Kind == StepKind.Custom ? RawStep.Properties(part.Fields) : [],
                Cause = part.Cause,
            };
            time = Fields.Time(unchecked(time + (gap ?? 0)));
        }

        return steps;
    }

    private static PageEngagement ReadEngagement(ref CompactReader reader, bool hasVitals) =>
        new(TimeSpan.FromMilliseconds(reader.ReadInt32()), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32())
        {
            Vitals = hasVitals ? ReadVitals(ref reader) : null,
        };

    private static WebVitals ReadVitals(ref CompactReader reader)
    {
        Span<int> numbers = stackalloc int[WebVitals.Count];
        foreach (ref var number in numbers)
            number = reader.ReadInt32();
        return WebVitals.Of(numbers);
    }

    private static TimeSpan Rest(long? gap, long server) => gap is { } until
        ? UnixTime.ToSpan(Fields.Span(unchecked(until - server)))
        : throw new InvalidMessageException("A last step is said to last until the next one.");
}
