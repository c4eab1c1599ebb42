using System.Buffers;
using MessagePack;
using ServerSessions.Journeys.Codec;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys.Codec;

/// <summary>What storage gives back may be anything: it is read whole, or refused as an invalid message.</summary>
public class HostileStateTests
{
    private static readonly StringPool Pool = new();

    [Fact]
    public void Mutated_states_and_journeys_are_read_or_refused_and_what_is_read_can_be_used()
    {
        var (session, actor, journey) = Samples();
        var index = UserIndexCodec.Encode([(Visitor(1), SessionId.Create(Zero, 1, Visitor(1)))]);
        var random = new Random(11);
        var refused = 0;
        for (var i = 0; i < 60_000; i++)
        {
            refused += Refused(() =>
            {
                var read = new LiveSessionCodec(Pool, _ => 32).Decode(Mutate(session, random));
                _ = read.Build(ServerSessions.Journeys.JourneySettings.Default, CloseReason.Idle);
                _ = SessionRules.Due(read, ServerSessions.Journeys.JourneySettings.Default);
                _ = read.Id.Start;
            });
            refused += Refused(() => new LiveActorCodec(Pool, _ => 32).Decode(Mutate(actor, random)));
            refused += Refused(() => UserIndexCodec.Decode(Mutate(index, random)).Select(p => p.Session.Start).ToList());
            refused += Refused(() =>
            {
                var read = new JourneyCodec(Pool).Decode(journey with { Row = Mutate(journey.Row, random) });
                _ = (read.Duration, read.Id.Start, read.Previous?.Start, read.Steps.Sum(s => s.Name.Length + s.Fields.Count), read.Findings.Sum(f => f.Evidence.Count), read.Exposures.Sum(x => x.Variant.Length));
                Assert.All(read.Steps, s => Assert.True(s.Dwell is null || s.Dwell >= TimeSpan.Zero));
                _ = new JourneyCodec(Pool).Encode(read);
            });
        }

        Assert.InRange(refused, 60_000, 239_999);
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        var random = new Random(4);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            Assert.Equal(1, Refused(() => new JourneyCodec(Pool).Decode(new StoredJourney(SessionId.Create(Zero, 1, Visitor(1)), default, bytes))));
            Assert.Equal(1, Refused(() => new LiveSessionCodec(Pool, _ => 8).Decode(bytes)));
            Assert.Equal(1, Refused(() => new LiveActorCodec(Pool, _ => 8).Decode(bytes)));
        }
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("[{\"rule\":\"D1\",\"name\":\"n\",\"severity\":\"low\",\"subject\":null,\"first\":\"2026-01-01T00:00:00Z\",\"raised\":\"2026-01-01T00:00:00Z\",\"last\":\"2026-01-01T00:00:00Z\",\"count\":1,\"reason\":\"r\"}]")]
    [InlineData("[{\"rule\":\"D1\",\"name\":\"n\",\"severity\":\"low\",\"subject\":{\"kind\":\"site\",\"hash\":\"\"},\"first\":\"2026-01-01T00:00:00Z\",\"raised\":\"2026-01-01T00:00:00Z\",\"last\":\"2026-01-01T00:00:00Z\",\"count\":1,\"reason\":\"r\",\"evidence\":[null]}]")]
    [InlineData("[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]")]
    [InlineData("7")]
    public void Findings_that_are_none_are_refused(string json) => Assert.Throws<InvalidMessageException>(() => Findings(json));

    [Fact]
    public void Findings_without_their_lists_have_empty_ones() =>
        Assert.Empty(Findings("[{\"rule\":\"D1\",\"name\":\"n\",\"severity\":\"low\",\"subject\":{\"kind\":\"site\",\"hash\":\"\"},\"first\":\"2026-01-01T00:00:00Z\",\"raised\":\"2026-01-01T00:00:00Z\",\"last\":\"2026-01-01T00:00:00Z\",\"count\":1,\"reason\":\"r\"}]")[0].Evidence);

    [Fact]
    public void What_an_actor_remembers_before_any_alert_can_be_read_back()
    {
        var run = new FoldRun(restarting: true).Live(Login(0, 1), Login(1, 2), Unknown(2, 1));
        Assert.Equal(4, run.Fold.Count - 1); // a source, a network and two accounts, beside the session
    }

    private static Finding[] Findings(string json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.Write(System.Text.Encoding.UTF8.GetBytes(json));
        writer.Flush();
        return PackedReader.Read(buffer.WrittenMemory, 0, static (_, ref reader) => FindingCodec.Read(ref reader));
    }

    private static (byte[] Session, byte[] Actor, StoredJourney Journey) Samples()
    {
        var catalog = new EndpointCatalog("1", [new EndpointFacts("POST /pay", HttpVerb.Post, "/pay", ["GET /address"], null, EventFlags.None, null)]);
        var run = new FoldRun(catalog: catalog).Live(
            [.. Enumerable.Range(0, 90).Select(i => Page(i, $"/{i % 3}")), Page(95, "/b") with { Detail = new EventDetail { Properties = FeatureFlags.Write([("button", "B")]) } }, Post(100, "/pay").From(1), Page(110, "/x", outcome: Outcome.Failed),
                .. Enumerable.Range(0, 12).Select(i => Login(120 + i, i))]);
        var session = new LiveSessionCodec(Pool, _ => 32).Encode(run.Fold.Session(Visitor(1))!).ToArray();
        var actor = run.Fold.Actor(new(ActorKind.Source, new Pseudonym(77, 5)))!;
        var state = new LiveActorCodec(Pool, _ => 32).Encode(actor).ToArray();
        return (session, state, new JourneyCodec(Pool).Encode(run.End().Closed.First()));
    }

    private static byte[] Mutate(ReadOnlyMemory<byte> whole, Random random)
    {
        var bytes = whole.ToArray();
        for (var n = 1 + random.Next(4); n > 0; n--)
            bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)(0xC0 + random.Next(32)) : (byte)random.Next(256);
        return random.Next(5) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static int Refused(Action read)
    {
        try
        {
            read();
            return 0;
        }
        catch (InvalidMessageException)
        {
            return 1;
        }
    }
}
