using System.Diagnostics;
using ServerSessions.Benchmarks.Running;

namespace ServerSessions.Benchmarks.Querying;

/// <summary>The erasure of one user of a Redis that holds a million closed journeys, by a worker that has all partitions.</summary>
internal sealed class EraseBenchmark : IBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Name => "erase";

    public string Purpose => "seconds from the request to erase one user until nothing of that user is left, beside a million journeys";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var journeys = options.Journeys > 0 ? options.Journeys : options.IsQuick ? 50_000 : 1_000_000;
        await using var history = await History.WriteAsync(journeys, cancellationToken);
        using var worker = history.AnotherNode(SessionTrackingRoles.Roll);
        await worker.StartAsync(cancellationToken);
        var privacy = worker.Services.GetRequiredService<ISessionPrivacy>();
        // An erasure of a user that nothing is kept about: the worker has its partitions, and its code is warm.
        await EraseAsync(privacy, "00000000000000000000000000000001", cancellationToken);
        var (seconds, report) = await EraseAsync(privacy, history.User.ToString(), cancellationToken);
        await worker.StopAsync(cancellationToken);
        var sessions = report.Erased.GetValueOrDefault("sessions");
        Console.WriteLine($"\n{journeys} journeys of 10 steps: {sessions} sessions of one user are erased after {seconds:0.00} s");
        if (sessions == 0)
            throw new BenchmarkException("The user has no session.");
        return new Figures().Add("seconds", seconds, 2).Add("sessions", sessions, 0);
    }

    private static async Task<(double Seconds, ErasureReport Report)> EraseAsync(ISessionPrivacy privacy, string user, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        var erasure = await privacy.EraseAsync(DataSubject.OfUser(user), cancellationToken: cancellationToken);
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
