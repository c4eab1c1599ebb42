using ServerSessions.Journeys;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;

namespace ServerSessions.Tests.Support;

/// <summary>Journeys by their steps: "A B C" is a session, a step every ten seconds.</summary>
internal static class Walks
{
    public static readonly DateTimeOffset Monday = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private static int _numbers;

    public static Journey Of(string steps, DateTimeOffset? start = null, int user = 0, JourneySettings? settings = null) =>
        Of(steps.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((step, i) => Step(step, (start ?? Monday).AddSeconds(10 * i))), user, settings);

    public static Journey Of(IEnumerable<ImportedStep> steps, int user = 0, JourneySettings? settings = null)
    {
        var all = steps.ToList();
        return ImportedJourney.Of(
            SessionId.Create(all[0].Time, 0, new Pseudonym(7, (ulong)Interlocked.Increment(ref _numbers))), user == 0 ? Pseudonym.None : User(user), all,
            settings ?? JourneySettings.Default);
    }

    /// <summary>"pay!" is pay that failed, "pay?card" pay whose field card failed, "pay#gold" pay that the policy gold denied, "pay>done" pay whose redirect leads to done.</summary>
    public static ImportedStep Step(string step, DateTimeOffset time, double serverSeconds = 0)
    {
        if (step.Split('>') is [var act, .. { Length: > 0 } landings])
            return Step(act, time, serverSeconds) is var own ? own with { Detail = (own.Detail ?? new ImportedDetail()) with { Landings = landings } } : default;
        var at = step.IndexOfAny(['!', '?', '#']);
        var (name, mark, rest) = at < 0 ? (step, ' ', "") : (step[..at], step[at], step[(at + 1)..]);
        return new ImportedStep(
            time.ToMicroseconds(), name, mark switch { '!' => Outcome.Failed, '?' => Outcome.Invalid, '#' => Outcome.Denied, _ => Outcome.Ok },
            0, (long)(serverSeconds * 1_000_000), -1, false,
            mark switch { '?' => new ImportedDetail(Field: rest), '#' => new ImportedDetail(Cause: rest), _ => null });
    }

    public static Pseudonym User(int number) => new(0x05E4 * (ulong)(number + 1), 0xD6E8_FEB8_6659_FD93 * (ulong)(number + 7));

    /// <summary>Many sessions of a few users over weeks, with errors, repeats and returns, and, where they are asked for, steps that lead to others by redirects; the same for the same seed.</summary>
    public static List<Journey> Many(int count, int seed, JourneySettings? settings = null, bool redirects = false)
    {
        var (random, leads) = (new Random(seed), new Random(seed + 1));
        var journeys = new List<Journey>();
        for (var i = 0; i < count; i++)
        {
            var time = Monday.AddMinutes(random.Next(60 * 24 * 40));
            var steps = new List<ImportedStep>();
            for (var left = random.Next(1, 14); left > 0; left--)
            {
                var step = Drawn(random);
                step = random.Next(10) switch { 0 => step + "!", 1 => step + "?email", _ => step };
                if (redirects && leads.Next(4) == 0)
                    step += string.Concat(Enumerable.Range(0, leads.Next(1, 3)).Select(_ => ">" + Drawn(leads)));
                steps.Add(Step(step, time, random.NextDouble()));
                time = time.AddSeconds(random.Next(5) == 0 ? 0.5 : 1 + (random.NextDouble() * 100));
            }

            journeys.Add(Of(steps, random.Next(30), settings));
        }

        return journeys;
    }

    private static string Drawn(Random random) => "GET /" + (char)('a' + random.Next(6));
}
