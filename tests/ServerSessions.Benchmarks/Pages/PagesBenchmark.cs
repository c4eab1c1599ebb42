using System.Diagnostics;
using ServerSessions.Benchmarks.Querying;
using ServerSessions.Benchmarks.Running;
using ServerSessions.TestServers;

namespace ServerSessions.Benchmarks.Pages;

/// <summary>
/// Every page of the dashboard that a link leads to, over a Redis with closed journeys of thirty days: the first answer, which nothing has computed before, and
/// those after it. Code and connections are warm from a small history.
/// </summary>
internal sealed class PagesBenchmark : IBenchmark
{
    private const string Start = "/admin/sessions";
    private const string Month = "range=30d";
    private const int SmallHistory = 2_000;

    public string Name => "pages";

    public string Purpose => "milliseconds of each page of the dashboard over 100,000 journeys, first answers and those after them";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var journeys = options.Journeys > 0 ? options.Journeys : options.IsQuick ? 10_000 : 100_000;
        var rounds = options.IsQuick ? 3 : 9;
        await MeasureAsync(SmallHistory, rounds: 2, cancellationToken);
        var pages = await MeasureAsync(journeys, rounds, cancellationToken);
        var text = new TextTable("page", "first, ms", "again, ms", "CPU, ms", "kB");
        foreach (var page in pages)
            text.Row(page.Path, $"{page.First:0}", $"{page.Again:0.0}", $"{page.Cpu:0.0}", $"{page.Bytes / 1e3:0.0}");
        text.Print($"{journeys} journeys of 10 steps over 30 days; median of {rounds} answers after the first, with the least processor time of one, that of its client included");
        return new Figures().Add("pages", pages.Count).Add("firstMaxMs", pages.Max(p => p.First), 0).Add("againMaxMs", pages.Max(p => p.Again), 0).Add("cpuMaxMs", pages.Max(p => p.Cpu), 0);
    }

    private static async Task<IReadOnlyList<PageTimes>> MeasureAsync(int journeys, int rounds, CancellationToken cancellationToken)
    {
        await using var history = await History.WriteAsync(journeys, cancellationToken);
        await using var app = await history.DashboardAsync(cancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        var firsts = new List<PageAnswer>();
        await SiteWalk.FindAsync(
            async path =>
            {
                var answer = await GetAsync(client, path, cancellationToken);
                firsts.Add(answer);
                return answer.Html;
            },
            client.BaseAddress, [Start], Start, examples: 1);
        // Where a range can be chosen, the longest one too.
        foreach (var page in firsts.Where(f => f.Html.Contains(Month, StringComparison.Ordinal)).ToList())
            firsts.Add(await GetAsync(client, $"{page.Path.Split('?')[0]}?{Month}", cancellationToken));
        var times = new List<PageTimes>();
        foreach (var first in firsts)
        {
            var (again, cpu) = (new List<double>(), TimeSpan.MaxValue);
            for (var round = 0; round < rounds; round++)
            {
                var before = Environment.CpuUsage.TotalTime;
                again.Add((await GetAsync(client, first.Path, cancellationToken)).Milliseconds);
                var used = Environment.CpuUsage.TotalTime - before;
                cpu = used < cpu ? used : cpu;
            }

            times.Add(new PageTimes(first.Path, first.Milliseconds, Statistics.Median(again), cpu.TotalMilliseconds, first.Html.Length));
        }

        return times;
    }

    private static async Task<PageAnswer> GetAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var response = await client.GetAsync(path, cancellationToken);
        var page = await response.Content.ReadAsStringAsync(cancellationToken);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return response.IsSuccessStatusCode ? new PageAnswer(path, page, time) : throw new BenchmarkException($"{path} answered {(int)response.StatusCode}.");
    }
}
