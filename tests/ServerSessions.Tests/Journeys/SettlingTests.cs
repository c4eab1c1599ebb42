using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Codec;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

public class SettlingTests
{
    private static readonly JourneySettings Settings = new(
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), ["POST /g"], [new Flow("f", ["GET /0", "POST /2"])], ["GET /1"]);

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(5_000)]
    public void A_session_settled_as_it_goes_is_the_one_folded_at_once(int requests)
    {
        var events = Walk(requests, seed: requests);
        Assert.Equal(AtOnce(events), Text(new FoldRun(Settings).Add(events).End().Closed.Single()));
    }

    [Fact]
    public void Requests_that_arrive_a_few_places_late_settle_in_the_order_of_their_start()
    {
        var random = new Random(3);
        var events = Walk(2_000, seed: 9);
        var arrived = events.Select((e, i) => (e, at: i + random.Next(20))).OrderBy(p => p.at).Select(p => p.e).ToList();
        Assert.NotEqual(events, arrived);
        var journey = JsonSerializer.Deserialize<JsonElement>(Text(new FoldRun(Settings).Add(arrived).End().Closed.Single()));
        var ordered = JsonSerializer.Deserialize<JsonElement>(AtOnce(events));
        Assert.Equal(ordered.GetProperty("Steps").GetRawText(), journey.GetProperty("Steps").GetRawText());
        Assert.Equal(ordered.GetProperty("Friction").GetRawText(), journey.GetProperty("Friction").GetRawText());
    }

    [Fact]
    public void A_worker_that_takes_over_after_every_event_makes_the_same_journeys() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(
            ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<PositiveInt>(),
            (seed, size) =>
            {
                var events = Walk(size.Get * 3, seed.Get);
                var whole = new FoldRun(Settings).Live(events).End();
                var handed = new FoldRun(Settings, restarting: true).Live(events).End();
                Assert.Equal(whole.Closed.Select(Text), handed.Closed.Select(Text));
                Assert.Equal(whole.Alerts.Select(a => a.Alert.Id), handed.Alerts.Select(a => a.Alert.Id));
            }));

    [Fact]
    public void A_stored_journey_is_read_back_as_it_was()
    {
        var codec = new JourneyCodec(new StringPool());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(
            ArbMap.Default.ArbFor<NonNegativeInt>(),
            seed =>
            {
                var closed = new FoldRun(Settings).Live(Walk(1 + (seed.Get % 200), seed.Get)).End().Closed.OrderBy(j => j.Id).ToList();
                foreach (var journey in closed)
                    Assert.Equal(Text(journey), Text(codec.Decode(codec.Encode(journey))));
                var packed = JourneyBlockWriter.Cut([.. closed.Select(codec.Encode)], 2_000).SelectMany(b => JourneyBlock.Read(b.Block).All());
                Assert.Equal(closed.Select(Text), packed.Select(stored => Text(codec.Decode(stored))));
            }));
    }

    // Everything an event may hold, drawn; times never fall.
    private static List<RequestEvent> Walk(int count, int seed)
    {
        var random = new Random(seed);
        var time = 0.0;
        var events = new List<RequestEvent>();
        for (var i = 0; i < count; i++)
        {
            time += random.Next(4) == 0 ? random.NextDouble() * 0.2 : random.NextDouble() * 15;
            var outcome = random.Next(3) == 0 ? (Outcome)random.Next(9) : Outcome.Ok;
            var lasts = random.NextDouble();
            var path = $"/{random.Next(7)}";
            var e = random.Next(9) switch
            {
                0 => Post(time, path, lasts: lasts),
                1 => Post(time, path, lasts: lasts, outcome: outcome),
                2 => Api(time, path, lasts: lasts, outcome: outcome),
                3 => Custom(time, "noted"),
                4 => Passive(time),
                5 when random.Next(10) == 0 => Post(time, "/g"),
                _ => Page(time, path, lasts: lasts, outcome: outcome),
            };
            if (random.Next(5) == 0)
                e = e with
                {
                    Parameters = (ulong)random.Next(3),
                    Detail = new EventDetail { Fields = random.Next(2) == 0 ? ["a", "b"] : null, ErrorType = "E", Trace = $"{i:x32}" },
                };
            if (random.Next(12) == 0)
                e = e with { Detail = (e.Detail ?? new EventDetail()) with { Properties = FeatureFlags.Write([($"x{random.Next(3)}", random.Next(2) == 0 ? "A" : "B"), ("y", "B")]) } };
            events.Add(e.With(random.Next(400) == 0 ? EventFlags.Gap : EventFlags.None));
        }

        return events;
    }

    private static string AtOnce(List<RequestEvent> events)
    {
        var session = new LiveSession(Visitor(1));
        var first = true;
        var fold = new StepFold();
        foreach (var e in events.SkipWhile(e => !e.IsActive))
        {
            if (first)
                session.Open(e, 3);
            first = false;
            session.Add(e, EndpointCatalog.Empty, Settings);
            session.Pending.Clear();
            if (e.IsActive)
                fold.Add(RawStep.Of(e), Settings);
        }

        return Text(JourneyShape.Of(session, fold, Settings, CloseReason.Idle));
    }

    private static string Text(Journey journey) => JsonSerializer.Serialize(journey);
}
