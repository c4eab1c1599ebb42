using System.Diagnostics;
using ServerSessions.Benchmarks.Running;

namespace ServerSessions.Benchmarks.Querying;

/// <summary>
/// The erasure of a user with many sessions, and of one with few, from a Redis that holds a million closed journeys and what else is kept of thousands of people, by a
/// worker that has all partitions.
/// </summary>
internal sealed class EraseBenchmark : IBenchmark
{
    private const int Others = 5_000;
    private const int OthersAtOnce = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly KnownUser Many = new(1, 50);
    private static readonly KnownUser Few = new(2, 3);

    public string Name => "erase";

    public string Purpose => "seconds from the request to erase one user until nothing of that user is left, beside a million journeys";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var journeys = options.Journeys > 0 ? options.Journeys : options.IsQuick ? 50_000 : 1_000_000;
        await using var history = await History.WriteAsync(journeys, cancellationToken, known: [Many, Few]);
        using var worker = history.AnotherNode(SessionTrackingRoles.Roll);
        await worker.StartAsync(cancellationToken);
        await WriteRecordsAsync(worker.Services, options.IsQuick ? Others / 10 : Others, cancellationToken);
        var privacy = worker.Services.GetRequiredService<ISessionPrivacy>();
        // An erasure of a user that nothing is kept about: the worker has its partitions, and its code is warm.
        await EraseAsync(privacy, new KnownUser(0, 0), cancellationToken);
        var figures = new Figures();
        Console.WriteLine($"\n{journeys} journeys of 10 steps:");
        foreach (var user in (KnownUser[])[Many, Few])
        {
            var (seconds, report) = await EraseAsync(privacy, user, cancellationToken);
            Console.WriteLine($"  {seconds:0.00} s: {string.Join(", ", report.Erased.Where(e => e.Value > 0).Select(e => $"{e.Value} {e.Key}"))}");
            if (report.Erased.GetValueOrDefault("sessions") != user.Sessions)
                throw new BenchmarkException($"{report.Erased.GetValueOrDefault("sessions")} sessions are erased, and the user had {user.Sessions}.");
            figures = figures.Add($"seconds with {user.Sessions} sessions", seconds, 2);
        }

        await worker.StopAsync(cancellationToken);
        return figures;
    }

    private static async Task WriteRecordsAsync(IServiceProvider services, int others, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow;
        foreach (var some in Enumerable.Range(0, others).Select(other => new KnownUser(Few.Number + 1 + other, 1)).Append(Many).Append(Few).Chunk(OthersAtOnce))
            await Task.WhenAll(some.Select(user => user.WriteRecordsAsync(services, now, cancellationToken)));
    }

    private static async Task<(double Seconds, ErasureReport Report)> EraseAsync(ISessionPrivacy privacy, KnownUser user, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        var erasure = await privacy.EraseAsync(DataSubject.OfUserOrHash(user.User.ToString()), cancellationToken: cancellationToken);
        while (true)
        {
            var report = await privacy.FindErasureAsync(erasure.Id, cancellationToken) ?? throw new BenchmarkException("The erasure is gone.");
            if (report.State == ErasureState.Done)
                return (Stopwatch.GetElapsedTime(begin).TotalSeconds, report);
            if (Stopwatch.GetElapsedTime(begin) > Patience)
                throw new BenchmarkException($"The erasure is not done after {Patience.TotalSeconds:0} s.");
            await Task.Delay(20, cancellationToken);
        }
    }
}
