using ServerSessions.Benchmarks.Running;
using ServerSessions.Insights.Folds;
using ServerSessions.Journeys.Browser;
using ServerSessions.Journeys.Codec;
using ServerSessions.Model;
using ServerSessions.Model.Browser;
using ServerSessions.Storage.Codec;
using ServerSessions.Storage.Redis;

namespace ServerSessions.Benchmarks.Codec;

/// <summary>
/// What the beacon adds to storage on a day: reports in the log, the journeys with and without what browsers reported, and the figures of clicks and fields. Pages have 25
/// elements, the first ones liked most; one page in five has a form. The same in every run.
/// </summary>
internal sealed class BeaconBenchmark : IBenchmark
{
    private const int Partitions = 16;
    private const int Hours = 24;
    private const int Pages = 5;
    private const int Routes = 40;
    private const int Elements = 25;
    private const int BlockBytes = 16_000;

    private static readonly string[] Clients = ["Chrome 142, Windows, desktop", "Chrome 142, Android, phone", "Safari 26, iOS, phone"];
    private static readonly string[] Names = ["Name", "Street", "PostalCode", "City", "Email", "Phone"];

    public string Name => "beacon";

    public string Purpose => "bytes that the beacon adds to the log, to journeys and to figures on a day, and the maximum of the figures";

    public Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var sessions = options.Journeys > 0 ? options.Journeys : options.IsQuick ? 10_000 : 100_000;
        var (log, plain, reported, figures) = (0L, 0L, 0L, 0L);
        for (var partition = 0; partition < Partitions; partition++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (random, budget) = (new Random(partition), new PlaceBudget());
            Journey[] journeys = [.. Enumerable.Range(0, sessions / Partitions).Select(i => Journey(random, partition, Start(i * 86_400_000L / (sessions / Partitions)))).Select(budget.Bound)];
            log += Log(journeys);
            reported += Rows(journeys);
            plain += Rows([.. journeys.Select(Plain)]);
            figures += Figures(journeys);
        }

        var most = Partitions * Packed(Worst(new PlaceBudget()));
        new TextTable("", "bytes a session", $"MB a day of {sessions} sessions")
            .Row("reports in the log, for as long as it is kept", $"{(double)log / sessions:0}", $"{log / 1e6:0.0}")
            .Row("journeys, more than without the beacon", $"{(double)(reported - plain) / sessions:0}", $"{(reported - plain) / 1e6:0.0}")
            .Row("figures of clicks and fields, 90 days", $"{(double)figures / sessions:0}", $"{figures / 1e6:0.0}")
            .Print($"{Pages} pages, 10 clicks and 10 reports a session; packed as Redis keeps what is older than some hours. Figures of a day have at most {most / 1e6:0.0} MB, whatever clients send.");
        return Task.FromResult(new Figures().Add("logBytes", (double)log / sessions, 0).Add("journeyBytes", (double)(reported - plain) / sessions, 0)
            .Add("figureBytesADay", figures).Add("figureBytesAtMost", most));
    }

    private static DateTimeOffset Start(long milliseconds) => new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(milliseconds);

    private static Journey Journey(Random random, int partition, DateTimeOffset start)
    {
        var key = new Pseudonym((ulong)random.NextInt64(), (ulong)random.NextInt64());
        Step[] steps = [.. Enumerable.Range(0, Pages).Select(i => Page(random, start.AddSeconds(30 * i)))];
        return new Journey
        {
            Id = SessionId.Create(start.ToUnixTimeMilliseconds() * 1_000, partition, key),
            Key = key,
            Start = start,
            End = start.AddSeconds(30 * Pages),
            Client = Clients[random.Next(Clients.Length)],
            Steps = steps,
            StepCount = Pages,
            Requests = Pages,
            Clicks = [.. steps.SelectMany(s => Enumerable.Range(0, 2).Select(_ => new StepClick(s.Name, Click(random), 1)))],
            Fields = random.Next(5) > 0 ? [] : [.. Names.Select((n, i) => new StepField(steps[^1].Name, new BrowserField(n, 1, 1, 0, random.Next(9_000)), i == Names.Length - 1, IsSent: random.Next(2) == 0))],
        };
    }

    private static Step Page(Random random, DateTimeOffset time) => new()
    {
        Name = $"GET /area/page{(int)(Routes * Math.Pow(random.NextDouble(), 2))}/{{id}}",
        Time = time,
        Kind = StepKind.Page,
        Status = 200,
        Server = TimeSpan.FromMicroseconds(random.Next(2_000, 90_000)),
        Dwell = TimeSpan.FromMilliseconds(random.Next(900, 29_000)),
        DwellSource = DwellSource.Beacon,
        Engagement = new PageEngagement(TimeSpan.FromMilliseconds(random.Next(900, 29_000)), random.Next(20, 101), 2, 0, random.Next(30) == 0 ? 1 : 0, 0)
        {
            Vitals = new WebVitals(random.Next(400, 4_000), random.Next(10, 300), random.Next(0, 200) / 1_000.0, random.Next(300, 2_000), random.Next(20, 600)),
        },
    };

    private static BrowserClick Click(Random random)
    {
        var element = (int)(Elements * Math.Pow(random.NextDouble(), 3));
        return new BrowserClick($"main>div:{element + 1}>section>a", random.Next(100), ClickKind.Click);
    }

    private static Journey Plain(Journey journey) => journey with
    {
        Clicks = [],
        Fields = [],
        Steps = [.. journey.Steps.Select((s, i) => s with { Engagement = null, DwellSource = DwellSource.Gap, Dwell = i + 1 < Pages ? TimeSpan.FromSeconds(30) - s.Server : null })],
    };

    // Two reports a page, as events of the log.
    private static long Log(Journey[] journeys)
    {
        var (encoder, bytes) = (new EventBatchEncoder(), 0L);
        foreach (var batch in journeys.SelectMany(Reports).Chunk(EventMix.EventsPerBatch))
        {
            encoder.Begin("5f2b9c41d07e");
            foreach (var e in batch)
                encoder.Add(e);
            bytes += encoder.Finish().Length;
        }

        return bytes;
    }

    private static IEnumerable<RequestEvent> Reports(Journey journey)
    {
        for (var i = 0; i < 2 * journey.Steps.Count; i++)
        {
            var step = journey.Steps[i / 2];
            yield return new RequestEvent
            {
                Key = journey.Key,
                KeyKind = KeyKind.Cookie,
                Time = step.Time.ToMicroseconds() + (i % 2 * 9_000_000L),
                Step = "POST /s",
                Verb = HttpVerb.Post,
                Status = 204,
                Flags = EventFlags.Passive | EventFlags.ScriptFetch | EventFlags.Beacon,
                Detail = new EventDetail
                {
                    Browser = new BrowserReport
                    {
                        Page = step.Time.ToMicroseconds(),
                        Sequence = 1 + (i % 2),
                        Time = step.Time.ToMicroseconds(),
                        Visible = 9_000,
                        Depth = 60,
                        Vitals = step.Engagement!.Vitals,
                        Clicks = [.. journey.Clicks.Where(c => c.Step == step.Name).Select(c => c.Click).Skip(i % 2).Take(1)],
                        Fields = i == (2 * journey.Steps.Count) - 1 ? [.. journey.Fields.Select(f => f.Field)] : [],
                    },
                },
            };
        }
    }

    private static long Rows(Journey[] journeys)
    {
        var codec = new JourneyCodec(new StringPool());
        return JourneyBlockWriter.Cut([.. journeys.Select(codec.Encode).OrderBy(j => j.Id)], BlockBytes).Sum(b => (long)b.Block.Length);
    }

    private static long Figures(Journey[] journeys)
    {
        var fields = new Dictionary<RollupField, long>();
        foreach (var hour in journeys.GroupBy(j => j.Start.Hour))
            Add(fields, hour.Key, [.. hour]);
        return Packed(fields);
    }

    // As many new places as a partition takes in each hour, with names of the maximum length.
    private static Dictionary<RollupField, long> Worst(PlaceBudget budget)
    {
        var (random, fields) = (new Random(1), new Dictionary<RollupField, long>());
        for (var hour = 0; hour < Hours; hour++)
        {
            var journey = Journey(random, 0, Start(hour * 3_600_000L));
            Add(fields, hour, [.. Enumerable.Range(0, 40).Select(i => budget.Bound(journey with
            {
                Clicks = [.. Enumerable.Range(0, 64).Select(c => new StepClick($"GET /area/page{c}/{{id}}", new BrowserClick(Text(random, 96), c, ClickKind.Click), 1))],
                Fields = [.. Enumerable.Range(0, 32).Select(f => new StepField($"GET /area/page{f}/{{id}}", new BrowserField(Text(random, 64), 1, 1, 0, 9), IsLast: true, IsSent: false))],
            }))]);
        }

        return fields;
    }

    private static void Add(Dictionary<RollupField, long> fields, int hour, Journey[] journeys)
    {
        var (clicks, used) = (new ClickFold(), new FieldFold());
        foreach (var journey in journeys)
        {
            clicks.Add(journey);
            used.Add(journey);
        }

        foreach (var (name, count) in clicks.Fields)
            fields[new RollupField(hour, $"+{name}")] = count;
        // By the day.
        foreach (var (name, count) in used.Fields)
            fields[new RollupField(0, $"+\u001f{name}")] = fields.GetValueOrDefault(new RollupField(0, $"+\u001f{name}")) + count;
    }

    private static long Packed(Dictionary<RollupField, long> fields) => PackedFields.Write(fields).Length;

    private static string Text(Random random, int length) => string.Create(length, random, static (text, random) =>
    {
        foreach (ref var c in text)
            c = (char)('a' + random.Next(26));
    });
}
