using ServerSessions.Insights.Navigation;
using ServerSessions.Model;

namespace ServerSessions.Tests.Support;

/// <summary>
/// Ordinary traffic of a shop, hour by hour: more by day than by night, less at the weekend, and each hour as many sessions as chance
/// gives (Poisson). A release can change where people go from an hour on.
/// </summary>
internal sealed class SteadyShop(int seed, double busiest)
{
    public const long Start = 20_460 * 24; // hours since 1970, a Tuesday at midnight

    private const int MaxSteps = 12;

    private static readonly Dictionary<string, (string To, double Share)[]> Ways = new()
    {
        [""] = [("GET /", 0.6), ("GET /goods/{id}", 0.3), ("GET /search", 0.1)],
        ["GET /"] = [("GET /goods", 0.45), ("GET /search", 0.2), ("GET /help", 0.05)],
        ["GET /goods"] = [("GET /goods/{id}", 0.7), ("GET /", 0.1)],
        ["GET /search"] = [("GET /goods/{id}", 0.5), ("GET /search", 0.2)],
        ["GET /goods/{id}"] = [("POST /cart", 0.35), ("GET /goods", 0.25)],
        ["POST /cart"] = [("GET /checkout", 0.5), ("GET /goods", 0.3)],
        ["GET /checkout"] = [("POST /pay", 0.7), ("GET /help", 0.05)],
        ["POST /pay"] = [("GET /thanks", 0.95)],
        ["GET /help"] = [("GET /", 0.4)],
    };

    private readonly Random _random = new(seed);
    private int _visitor;

    /// <summary>What happens at a step instead: where to, and how that ends. Null for what is usual.</summary>
    public Func<long, string, string, (string To, Outcome Outcome)?> Release { get; set; } = (_, _, _) => null;

    /// <summary>By how much the traffic of an hour differs from the usual.</summary>
    public Func<long, double> Times { get; set; } = _ => 1;

    /// <param name="hours">How many hours from the start.</param>
    /// <param name="around">Only the two days around this hour of each week; null for all.</param>
    public Dictionary<long, NavigationHour> Hours(int hours, long? around = null)
    {
        var all = new Dictionary<long, NavigationHour>();
        for (var hour = Start; hour < Start + hours; hour++)
        {
            if (around is { } middle && (hour - middle + (1_000 * 168) + 24) % 168 >= 50)
                continue;
            var fold = new NavigationFold();
            foreach (var journey in Journeys(hour))
                fold.Add(journey);
            all[hour] = new NavigationHour(hour, fold.Fields);
        }

        return all;
    }

    public IEnumerable<Journey> Journeys(long hour)
    {
        for (var left = Poisson(Rate(hour)); left > 0; left--)
            yield return Walk(hour);
    }

    private double Rate(long hour)
    {
        var (ofDay, day) = (hour % 24, (hour / 24) % 7);
        var light = 0.55 - (0.45 * Math.Cos(2 * Math.PI * (ofDay - 3) / 24));
        return busiest * light * (day is 2 or 3 ? 0.6 : 1) * Times(hour); // 1970 began on a Thursday
    }

    private Journey Walk(long hour)
    {
        var time = UnixTime.ToDate((hour * 3_600_000_000) + _random.NextInt64(3_600_000_000));
        var steps = new List<Step>();
        for (var (at, outcome) = Next(hour, ""); at.Length > 0 && steps.Count < MaxSteps; (at, outcome) = Next(hour, at))
            steps.Add(new Step { Name = at, Time = time.AddSeconds(20 * steps.Count), Kind = StepKind.Page, Outcome = outcome });
        return ClosedJourneys.Of(0, ++_visitor, "GET /") with { Id = SessionId.Create(time.ToMicroseconds(), 0, SampleRequests.Visitor(_visitor)), Start = time, Steps = steps, StepCount = steps.Count };
    }

    private (string To, Outcome Outcome) Next(long hour, string from)
    {
        var point = _random.NextDouble();
        foreach (var (to, share) in Ways.GetValueOrDefault(from) ?? [])
            if ((point -= share) < 0)
                return Release(hour, from, to) ?? (to, _random.Next(200) == 0 ? Outcome.Failed : Outcome.Ok);
        return ("", Outcome.Ok);
    }

    private int Poisson(double mean)
    {
        // Knuth's product of uniforms, in parts that do not vanish.
        var count = 0;
        for (var left = mean; left > 0; left -= 500)
        {
            var limit = Math.Exp(-Math.Min(left, 500));
            for (var product = _random.NextDouble(); product > limit; product *= _random.NextDouble())
                count++;
        }

        return count;
    }
}
