using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Detection;
using ServerSessions.Journeys.Navigation;
using ServerSessions.Reports.History;

namespace ServerSessions.Reports;

/// <summary>Rules: how they stand, their modes, and what they would have found in what is stored.</summary>
internal static class DetectorEndpoints
{
    private static readonly string[] Putting = [HttpMethods.Put];

    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/detectors", Answers.Reading, List).AsPage("detectors").WithSummary("Rules, their modes, and how right people have found them").Produces<Page<DetectorReport>>();
        group.MapMethods("/detectors/{id}/mode", Putting, SetMode).WithSummary("Sets what a rule's findings lead to, on every node within seconds")
            .Produces<DetectorReport>().ProducesProblem(400).ProducesProblem(404);
        group.MapPost("/detectors/{id}/mode", SetMode).AsConfirmedForm(group, "/detectors/{id}/mode", "../../detectors").WithSummary("The same as PUT, for forms").Produces<DetectorReport>().ProducesProblem(400).ProducesProblem(404);
        group.MapPost("/detectors/{id}/replay", Replay).WithSummary("What the rule would have found in the stored journeys; with Accept: text/event-stream, with progress")
            .Produces<DetectorReplay>().ProducesProblem(400).ProducesProblem(404);
    }

    private static Task<IResult> List(ISessionRules detectors, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(new Page<DetectorReport>(await detectors.ListAsync(cancellationToken), null), ReportsJsonContext.Default.PageDetectorReport));

    private static Task<IResult> SetMode(string id, HttpRequest request, ISessionRules rules, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var body = new BodyReader(await BodyReader.ReadAsync(request, cancellationToken));
        var mode = body.Word<DetectionMode>("mode") ?? throw new ArgumentException("Say the mode: { \"mode\": \"alert\" }, one of " + string.Join(", ", Enum.GetNames<DetectionMode>().Select(n => n.ToLowerInvariant())) + ".");
        return await rules.SetModeAsync(id, mode, cancellationToken) is { } rule ? Answers.Json(rule, ReportsJsonContext.Default.DetectorReport) : Answers.NotFound("rule", id);
    });

    private static Task<IResult> Replay(
        string id, HttpRequest request, DetectorReports detectors, HistoryReplay history, NavigationReports navigation, TimeProvider time,
        CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        if (detectors.Find(id) is not { } detector)
            return Answers.NotFound("rule", id);
        var body = new BodyReader(await BodyReader.ReadAsync(request, cancellationToken));
        var query = new QueryReader(request.Query);
        var (from, to) = (body.Time("from") ?? query.Time("from"), body.Time("to") ?? query.Time("to"));
        if (from > to)
            throw new ArgumentException($"The range ends ({to:O}) before it begins ({from:O}).");
        if (detector.Info.Id == NavigationRule.Id)
            return await NavigationEndpoints.ReplayAsync(from, to, navigation, time, cancellationToken);
        if (request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
            return TypedResults.ServerSentEvents(Stream(history, detector, from, to, cancellationToken));
        return Answers.Json(await history.RunAsync(detector, from, to, progress: null, cancellationToken), ReportsJsonContext.Default.DetectorReplay);
    });

    // Progress at most as fast as it is read: the newest is what counts.
    private static async IAsyncEnumerable<SseItem<string>> Stream(
        HistoryReplay history, ISessionDetector detector, DateTimeOffset? from, DateTimeOffset? to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var progress = Channel.CreateBounded<DetectorReplayProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        var running = Task.Run(
            async () =>
            {
                try
                {
                    return await history.RunAsync(detector, from, to, step => progress.Writer.WriteAsync(step, cancellationToken), cancellationToken);
                }
                finally
                {
                    progress.Writer.Complete();
                }
            },
            cancellationToken);
        await foreach (var step in progress.Reader.ReadAllAsync(cancellationToken))
            yield return new SseItem<string>(JsonSerializer.Serialize(step, ReportsJsonContext.Default.DetectorReplayProgress), "progress");
        yield return new SseItem<string>(JsonSerializer.Serialize(await running, ReportsJsonContext.Default.DetectorReplay), "result");
    }
}
