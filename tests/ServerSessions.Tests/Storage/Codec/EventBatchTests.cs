using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using ServerSessions.Model;
using ServerSessions.Model.Browser;
using ServerSessions.Model.Notices;
using ServerSessions.Storage.Codec;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Storage.Codec;

public class EventBatchTests
{
    private static readonly string[] Texts = ["GET /a", "GET /a/{id}", "", "ünïcode €😀", new string('x', 300), "POST /pay"];

    [Fact]
    public void Any_batch_is_decoded_as_it_was_encoded()
    {
        var encoder = new EventBatchEncoder();
        var decoder = new EventBatchDecoder(new StringPool());
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var records = AnyRecords(seed);
            var batch = decoder.Decode(Encode(encoder, records));
            return batch.Catalog == "v1" && batch.Skipped == 0
                && records.Select(RecordText.Of).SequenceEqual(batch.Records.ToArray().Select(RecordText.Of));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(ulong.MaxValue, true)]
    public void A_refused_object_comes_back_as_it_was(ulong value, bool isOrdinal)
    {
        var e = EventSamples.Mixed(1, 1)[0] with { Detail = new EventDetail { Object = value, IsOrdinal = isOrdinal, Policy = "Staff" } };
        var decoded = new EventBatchDecoder(new StringPool()).Decode(Encode(new EventBatchEncoder(), [new EventRecord(false, default, default, default, e)]));
        Assert.Equal(e.Detail, decoded.Records[0].Event.Detail);
    }

    [Fact]
    public void A_revoked_sign_in_comes_back_as_it_was()
    {
        var e = EventSamples.Mixed(1, 1)[0] with { Detail = new EventDetail { RevokedUser = new Pseudonym(1, 2), RevokedSession = new Pseudonym(3, 4) } };
        var decoded = new EventBatchDecoder(new StringPool()).Decode(Encode(new EventBatchEncoder(), [new EventRecord(false, default, default, default, e)]));
        Assert.Equal(e.Detail, decoded.Records[0].Event.Detail);
    }

    [Fact]
    public void Bytes_that_were_tampered_with_are_an_invalid_message_or_another_batch_and_never_cost_much()
    {
        var encoder = new EventBatchEncoder();
        var decoder = new EventBatchDecoder(new StringPool());
        var (refused, most) = (0, 0L);
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var payload = Encode(encoder, AnyRecords(seed % 50)).ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
                payload[random.Next(payload.Length)] = (byte)(random.Next(3) == 0 ? 0xC0 + random.Next(0x40) : random.Next(256));
            var cut = payload.AsMemory(0, random.Next(4) == 0 ? random.Next(payload.Length) : payload.Length);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                decoder.Decode(cut);
            }
            catch (InvalidMessageException)
            {
                refused++;
            }
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.InRange(refused, 5_000, 20_000);
        Assert.InRange(most, 0, 200_000);
    }

    [Theory]
    [InlineData("99 02 A0 00 DD 7F FF FF FF")] // two thousand million strings
    [InlineData("99 02 A0 00 90 90 C6 7F FF FF FF")] // two thousand million bytes
    [InlineData("99 02 DB 7F FF FF FF 41")]
    [InlineData("99 03 A0 00 90 90 C4 00 90 90 90")] // another version
    [InlineData("98 02 A0 00 90 90 C4 00 90 90")] // a field too few
    [InlineData("99 02 A0 00 90 90 C4 00 90 90 91 95 01 00 00 00 00")] // a shape that is not there
    [InlineData("")]
    public void Announcements_that_the_bytes_do_not_keep_are_refused_before_memory_is_taken(string hex)
    {
        var decoder = new EventBatchDecoder(new StringPool());
        var payload = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidMessageException>(() => decoder.Decode(payload));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Fields_and_records_of_a_later_version_are_passed_over()
    {
        // 10 fields, the last unknown; agent, visitor, shape and event one field longer; and a record of the unknown kind 9.
        var payload = Convert.FromHexString(
            "9A02A27631CD03E891A141" + "9193050007" + "C410000102030405060708090A0B0C0D0E0F" + "91980000002AC0C000C3" + "9196000100000892C0C0"
            + "929901050600000708C0A27A7A" + "92208101C0" + "93C001A0");
        var batch = new EventBatchDecoder(new StringPool()).Decode(payload);

        Assert.Equal((1, 1), (batch.Count, batch.Skipped));
        Assert.Equal((1005L, 6L, "A", 7ul, 42ul), (batch[0].Event.Time, batch[0].Event.Duration, batch[0].Event.Step, batch[0].Event.Parameters, batch[0].Event.Network));
    }

    [Fact]
    public void Strings_are_shared_between_batches()
    {
        var decoder = new EventBatchDecoder(new StringPool());
        var payload = Encode(new EventBatchEncoder(), AnyRecords(1));

        var first = decoder.Decode(payload)[0].Event.Step;

        Assert.Same(first, decoder.Decode(payload)[0].Event.Step);
    }

    [Fact]
    public void An_ordinary_event_takes_60_bytes_and_no_allocation()
    {
        var encoder = new EventBatchEncoder();
        var batches = Enumerable.Range(0, 20).Select(seed => EventSamples.Mixed(50, 25, seed)).ToArray();
        long bytes = 0;
        long allocated = 0;
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            bytes = 0;
            foreach (var events in batches)
            {
                encoder.Begin("c0ffee0123456789");
                foreach (ref readonly var e in events.AsSpan())
                    encoder.Add(e);
                Assert.InRange(encoder.EstimatedBytes - encoder.Finish().Length, 0, 64);
                bytes += encoder.Finish().Length;
            }
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.InRange(bytes / 1000.0, 30, 60);
        Assert.InRange(allocated, 0, 4096); // the assertions' own
    }

    private static ReadOnlyMemory<byte> Encode(EventBatchEncoder encoder, EventRecord[] records)
    {
        encoder.Begin("v1");
        foreach (var record in records)
        {
            if (record.IsSignal)
                encoder.Add(record.ToSignal());
            else
                encoder.Add(record.Event);
        }
        Assert.Equal(records.Length, encoder.Count);
        return encoder.Finish();
    }

    private static EventRecord[] AnyRecords(int seed)
    {
        var random = new Random(seed);
        var ids = Enumerable.Range(0, 4).Select(_ => new Pseudonym((ulong)random.NextInt64(), (ulong)random.NextInt64())).Append(default).ToArray();
        return [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => AnyRecord(random, ids))];
    }

    private static EventRecord AnyRecord(Random random, Pseudonym[] ids)
    {
        var e = AnyEvent(random, ids);
        if (random.Next(4) > 0)
            return new EventRecord(false, default, default, default, e);
        var isNotice = random.Next(2) == 0;
        return new EventRecord(
            true, (ActorKind)random.Next(7), Pick(random, ids), random.Next(5) == 0 ? default : SessionId.Create(e.Time, random.Next(4096), e.Key), isNotice ? default : e)
        {
            Notice = isNotice ? AnyNotice(random, ids, e.Time) : null,
            News = isNotice || random.Next(2) == 0 ? null : AnyNews(random),
        };
    }

    private static SignalNews AnyNews(Random random) => new()
    {
        IsPresence = random.Next(2) == 0,
        Contacts = random.Next(SignalNews.Lump + 1),
        FollowsPage = random.Next(2) == 0,
        Came = random.Next(3) == 0 ? null : [.. Enumerable.Range(0, random.Next(5)).Select(_ => Pick(random, Texts))],
    };

    private static Notice AnyNotice(Random random, Pseudonym[] ids, long time)
    {
        var bytes = new byte[random.Next(300)];
        random.NextBytes(bytes);
        return random.Next(8) switch
        {
            0 => new RuleNotice { Time = time, Rule = Pick(random, Texts), Lasted = Math.Min(random.Next(100), EventFormat.MaxTime - time), Network = (ulong)random.NextInt64(), IsInduced = random.Next(2) == 0 },
            1 => new SourceFindingNotice { Time = time, Rule = Pick(random, Texts), Alert = bytes },
            2 => new SessionFindingNotice
            {
                Time = time,
                Alert = bytes,
                IsAnswerOnly = random.Next(2) == 0,
                Mode = random.Next(2) == 0 ? null : (DetectionMode)random.Next(5),
                SignIn = Pick(random, ids),
                User = Pick(random, ids),
            },
            3 => new HandoverQuestion { Time = time, Key = Pick(random, ids) },
            4 => new SessionAlertNotice { Time = time, Alert = Pick(random, Texts), Rule = Pick(random, Texts), Severity = (Severity)random.Next(4), Raised = random.NextInt64(EventFormat.MaxTime) },
            5 => new VerdictNotice
            {
                Time = time,
                Alert = Pick(random, Texts),
                Rule = Pick(random, Texts),
                Subject = Pick(random, Texts),
                Raised = random.NextInt64(EventFormat.MaxTime),
                First = random.NextInt64(EventFormat.MaxTime),
                Last = random.NextInt64(EventFormat.MaxTime),
                IsInduced = random.Next(2) == 0,
                IsFalsePositive = random.Next(2) == 0,
            },
            6 => new FloodNotice
            {
                Time = time,
                Alert = Pick(random, Texts),
                Rule = Pick(random, Texts),
                Severity = (Severity)random.Next(4),
                Raised = random.NextInt64(EventFormat.MaxTime),
                Network = (ulong)random.NextInt64(),
                Client = random.Next(2) == 0 ? null : Pick(random, Texts),
                Until = random.NextInt64(EventFormat.MaxTime),
            },
            _ => new HandoverAnswer
            {
                Time = time,
                IsPastUnseen = random.Next(2) == 0,
                Reached = [.. Enumerable.Range(0, random.Next(5)).Select(_ => KeyValuePair.Create(Pick(random, Texts), random.NextInt64(EventFormat.MaxTime)))],
            },
        };
    }

    private static RequestEvent AnyEvent(Random random, Pseudonym[] ids)
    {
        var time = random.Next(10) == 0 ? EventFormat.MaxTime - random.Next(100) : random.NextInt64(1_700_000_000_000_000, 1_800_000_000_000_000);
        return new RequestEvent
        {
            Key = Pick(random, ids),
            KeyKind = (KeyKind)random.Next(4),
            Time = time,
            Duration = Math.Min(random.NextInt64(1L << random.Next(1, 40)), EventFormat.MaxTime - time),
            Step = Pick(random, Texts),
            Verb = (HttpVerb)random.Next(8),
            Status = random.Next(20) == 0 ? int.MinValue : random.Next(0, 1000),
            Outcome = (Outcome)random.Next(9),
            Flags = (EventFlags)random.NextInt64(1L << 37),
            User = Pick(random, ids),
            AuthSession = Pick(random, ids),
            Traits = random.Next(2) == 0 ? default : new ClientTraits((uint)random.NextInt64(uint.MaxValue + 1L)),
            Place = random.Next(2) == 0 ? default : PlaceCode.Of(random.Next(0, 677), random.NextDouble() * 90, random.NextDouble() * -180, random.Next(2) == 0),
            Network = (ulong)random.NextInt64(long.MinValue, long.MaxValue),
            Agent = random.Next(2) == 0 ? 0 : ulong.MaxValue - (ulong)random.Next(3),
            Client = random.Next(3) == 0 ? null : Pick(random, Texts),
            Parameters = random.Next(2) == 0 ? 0 : (ulong)random.NextInt64(),
            Path = random.Next(2) == 0 ? 0 : (ulong)random.NextInt64(),
            Detail = random.Next(2) == 0 ? null : AnyDetail(random, ids),
        };
    }

    private static EventDetail AnyDetail(Random random, Pseudonym[] ids) => new()
    {
        Fields = random.Next(2) == 0 ? null : [.. Enumerable.Range(0, random.Next(20)).Select(_ => Pick(random, Texts))],
        Policy = Text(random),
        ErrorType = Text(random),
        Login = (LoginOutcome)random.Next(4),
        Account = Pick(random, ids),
        Probe = Text(random),
        Referrer = Text(random),
        Trace = Text(random),
        RevokedSession = Pick(random, ids),
        IsRemoteSignIn = random.Next(2) == 0,
        Before = Pick(random, ids),
        IsPastUnseen = random.Next(2) == 0,
        ReachedBefore = random.Next(2) == 0 ? null : [.. Enumerable.Range(0, random.Next(4)).Select(_ => Pick(random, Texts))],
        Browser = random.Next(2) == 0 ? null : AnyReport(random),
        Object = (ulong)random.Next(3) * 0x9E37_79B9_7F4A_7C15,
        Properties = random.Next(2) == 0 ? null : [.. Enumerable.Range(0, random.Next(5)).Select(_ => KeyValuePair.Create(Pick(random, Texts), Pick(random, Texts)))],
    };

    private static BrowserReport AnyReport(Random random) => new()
    {
        Page = random.NextInt64(EventFormat.MaxTime),
        View = random.Next(BrowserReport.MaxView + 1),
        Sequence = random.Next(BrowserReport.MaxSequence + 1),
        Time = random.NextInt64(EventFormat.MaxTime),
        Step = Text(random),
        Visible = random.Next(),
        Depth = random.Next(101),
        Errors = random.Next(),
        Vitals = random.Next(2) == 0 ? null : SampleReports.Vitals(random),
        Clicks = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new BrowserClick(Pick(random, Texts), random.Next(101), (ClickKind)random.Next(3)))],
        Fields = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new BrowserField(Pick(random, Texts), random.Next(9), random.Next(9), random.Next(9), random.Next()))],
    };

    private static string? Text(Random random) => random.Next(2) == 0 ? null : Pick(random, Texts);

    private static T Pick<T>(Random random, T[] items) => items[random.Next(items.Length)];
}
