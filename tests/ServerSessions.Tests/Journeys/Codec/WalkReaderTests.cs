using ServerSessions.Insights;
using ServerSessions.Journeys.Codec;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.Requests;

namespace ServerSessions.Tests.Journeys.Codec;

/// <summary>What is read past a journey is what the journey says.</summary>
public class WalkReaderTests
{
    [Fact]
    public void A_walk_read_from_bytes_is_the_walk_of_the_journey()
    {
        var random = new Random(12);
        var run = new FoldRun();
        for (var i = 0; i < 3_000; i++)
        {
            var path = $"/{random.Next(8)}";
            var e = random.Next(4) switch
            {
                0 => Post(i * 9, path, visitor: random.Next(60)),
                1 => Post(i * 9, path, visitor: random.Next(60), outcome: Outcome.Invalid) with { Detail = new EventDetail { Fields = ["email", "zip"], Trace = "4bf92f3577b34da6a3ce929d0e0e4736" } },
                2 => Page(i * 9, path, visitor: random.Next(60), outcome: (Outcome)random.Next(9)) with { Detail = new EventDetail { Policy = "Gold", Referrer = "https://example.org" } },
                _ => Page(i * 9, path, visitor: random.Next(60)),
            };
            run.Live(random.Next(3) == 0 ? e.From(random.Next(9)) : e with { Client = "Firefox 140, Linux, desktop", Place = PlaceCode.Of(CountryCode.Of("DE"), 52, 13, isRelay: false) });
        }

        run.End();
        var (codec, reader) = (new JourneyCodec(new StringPool()), new WalkReader(new StringPool()));
        var (read, told) = (new Walk(), new Walk());
        Assert.InRange(run.Closed.Count, 60, 3_000);
        foreach (var journey in run.Closed)
        {
            var data = codec.Encode(journey);
            reader.Read(data, read);
            told.Fill(codec.Decode(data));
            Assert.Equal(Text(told), Text(read));
        }
    }

    private static string Text(Walk walk) =>
        $"{walk.User} {walk.IsNew} {walk.Client} {walk.Country} {walk.Referrer} {string.Join(' ', walk.Steps.Select(Text))} / {string.Join(' ', walk.Errors.Select(Text))}";

    private static string Text(WalkStep step) => $"{step.Name} {step.Time} {step.CauseText}";
}
