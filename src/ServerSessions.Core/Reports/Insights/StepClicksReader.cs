using System.Text.Json.Serialization;
using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Reports.Caching;

namespace ServerSessions.Reports.Insights;

/// <summary>Reads the clicks of people on the page of a step, of the last 7 days, with at least five people behind each number.</summary>
internal sealed class StepClicksReader(StoredJourneys journeys, InsightCache cache, TimeProvider time)
{
    private const int Days = 7;

    public async ValueTask<StepClicks> ReadAsync(string step, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var range = InsightRange.Of(new InsightQuery { From = now.UtcDateTime.Date.AddDays(1 - Days) }, now);
        var question = range.Question("step-clicks", fromRollups: false) with { Clicks = new ClickQuery(step, null) };
        return await cache.AnswerAsync(
            question, StepClicksJsonContext.Default.StepClicks,
            async token =>
            {
                var (fold, _) = await journeys.FoldAsync(range, () => new StepClicksFold(step), (f, j) => f.Add(j), (f, other) => f.Merge(other), token, question);
                return fold.Result();
            },
            cancellationToken);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StepClicks))]
internal sealed partial class StepClicksJsonContext : JsonSerializerContext;
