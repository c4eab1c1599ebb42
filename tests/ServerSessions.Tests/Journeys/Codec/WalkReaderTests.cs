using ServerSessions.Insights;
using ServerSessions.Journeys.Codec;
using ServerSessions.Model;
using ServerSessions.Model.Browser;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys.Codec;

/// <summary>What is read past a journey is what the journey says.</summary>
public class WalkReaderTests
{
    [Fact]
    public void A_walk_read_from_bytes_is_the_walk_of_the_journey()
    {
        var random = new Random(12);
        var run = new FoldRun();
        var landing = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var path = $"/{random.Next(8)}";
            var e = random.Next(7) switch
            {
                4 => Custom(i * 9, "order", visitor: random.Next(60)) with { Detail = new EventDetail { Properties = [.. EventValue.With(random.Next(1_000) / 4m, random.Next(2) == 0 ? "EUR" : null, [])] } },
                0 => Post(i * 9, path, visitor: landing = random.Next(60)),
                5 or 6 => Page((i * 9) - 8, path, visitor: landing),
                1 => Post(i * 9, path, visitor: random.Next(60), outcome: Outcome.Invalid) with { Detail = new EventDetail { Fields = ["email", "zip"], Trace = "4bf92f3577b34da6a3ce929d0e0e4736" } },
                2 => Page(i * 9, path, visitor: random.Next(60), outcome: (Outcome)random.Next(9)) with { Detail = new EventDetail { Policy = "Gold", Referrer = "https://example.org" } },
                _ => Page(i * 9, path, visitor: random.Next(60)),
            };
            run.Live(random.Next(3) == 0 ? e.From(random.Next(9)) : e with { Client = "Firefox 140, Linux, desktop", Place = PlaceCode.Of(CountryCode.Of("DE"), 52, 13, isRelay: false) });
        }

        run.End();
        var (codec, reader) = (new JourneyCodec(new StringPool()), new WalkReader(new StringPool()));
        var (read, reported) = (new Walk(new TextNumbers()), new Walk(new TextNumbers()));
        Assert.InRange(run.Closed.Count, 60, 3_000);
        var labelled = run.Closed.ConvertAll(j => j with
        {
            Actor = (SessionActor)random.Next(5),
            ActorReason = (ActorReason)random.Next(11),
            ActorProof = (ActorProof)random.Next(3),
            Traits = random.Next(3) == 0 ? [KeyValuePair.Create("plan", "pro")] : [],
            IsOwnReferrer = random.Next(3) == 0,
            LacksAnalytics = random.Next(3) == 0,
            Campaign = random.Next(3) == 0 ? new Campaign(random.Next(2) == 0 ? "letter" : null, "email", null) : null,
            Steps = [.. j.Steps.Select(s => s.Landed is null || random.Next(2) == 0 ? s : s with { Passed = ["GET /back", $"GET /{random.Next(8)}"] })
                .Select(s => random.Next(3) == 0 ? s with { Engagement = new PageEngagement(TimeSpan.FromMilliseconds(random.Next()), random.Next(101), random.Next(9), random.Next(3), random.Next(3), random.Next(3)) { Vitals = random.Next(2) == 0 ? null : SampleReports.Vitals(random) } } : s)],
            Clicks = random.Next(3) == 0 ? [new StepClick("GET /a", new BrowserClick("@buy", random.Next(101), ClickKind.Rage), random.Next()), new StepClick("GET /a", new BrowserClick("main>a", 3, ClickKind.Click), 1)] : [],
            Fields = random.Next(3) == 0 ? [new StepField("GET /a", new BrowserField("email", 1, random.Next(), 3, random.Next()), random.Next(2) == 0, random.Next(2) == 0)] : [],
            Alerts = random.Next(4) == 0 ? [new SessionAlert("alert_1", "D1", Severity.High, j.Start) { IsFalsePositive = random.Next(2) == 0 }] : [],
        });
        Assert.All(labelled, j => Assert.Equal(Label(j), Label(codec.Decode(codec.Encode(j)))));
        Assert.Contains(labelled, j => j.Steps.Any(s => s.Passed.Count > 0));
        List<StoredJourney> single = [.. labelled.Select(codec.Encode).OrderBy(j => j.Id)];
        var packed = JourneyBlockWriter.Cut(single, 16_000).SelectMany(b => JourneyBlock.Read(b.Block).All());
        foreach (var stored in single.Concat(packed))
        {
            reader.Read(stored, read);
            reported.Fill(codec.Decode(stored));
            Assert.Equal(Text(reported), Text(read));
        }
    }

    private static string Text(Walk walk) =>
        $"{string.Join(' ', walk.Values)} {walk.User} {walk.IsNew} {walk.Actor} {Text(walk, walk.Client)} {Text(walk, walk.Country)} {Text(walk, walk.Referrer)} "
        + $"{string.Join(' ', walk.Steps.Select(s => $"{Text(walk, s.Name)} {s.Time} {s.IsLanding} {Text(walk, s.Cause)}"))} / {string.Join(' ', walk.Errors.Select(e => Text(walk, e)))}";

    private static string Label(Journey j) => $"{j.Actor} {j.ActorReason} {j.ActorProof} {j.IsOwnReferrer} {j.LacksAnalytics} {j.Campaign} {string.Join(' ', j.Traits)} {string.Join(' ', j.Alerts)} {j.Friction} {string.Join(' ', j.Steps.Select(s => s.Engagement))} {string.Join(' ', j.Clicks)} {string.Join(' ', j.Fields)}";

    private static string Text(Walk walk, int number) => number == Walk.None ? "" : walk.Texts[number];
}
