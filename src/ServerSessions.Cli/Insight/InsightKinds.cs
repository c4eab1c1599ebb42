using System.Text.Encodings.Web;
using System.Text.Json;
using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Insights.Funnels;

namespace ServerSessions.Cli.Insight;

/// <summary>The insights by name. A file is read as a whole, so quantiles are exact.</summary>
internal static class InsightKinds
{
    private const int Exact = int.MaxValue;

    // Names of steps stay readable; this is a file or a terminal, not a page. Control characters are escaped all the same.
    private static readonly InsightJsonContext Json = new(new JsonSerializerOptions(InsightJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });

    public static IReadOnlyList<string> Names { get; } =
        ["overview", "funnel", "paths", "friction", "abandonment", "adoption", "retention", "goals", "trends", "latency", "navigation", "experiment"];

    public static IStepInsight Of(InsightOptions options, StepLog log, StepLogJourneys journeys)
    {
        switch (options.Kind)
        {
            case "overview":
                var overview = new OverviewFigures();
                return new StepInsight<OverviewResult>(overview.Add, overview.Result, Json.OverviewResult, InsightText.Write);
            case "funnel":
                var funnel = new FunnelFold(new FunnelDefinition { Steps = options.Steps, Order = options.Order, Window = options.Window, Unit = options.Unit }, Exact);
                return new StepInsight<FunnelReport>(funnel.Add, funnel.Result, Json.FunnelReport, InsightText.Write);
            case "paths":
                var paths = new PathFold(options.From, options.Depth, options.Backward);
                return new StepInsight<PathReport>(paths.Add, paths.Result, Json.PathReport, InsightText.Write);
            case "friction":
                var friction = new FrictionFold(options.Flows, new DwellTimes(Exact));
                return new StepInsight<FrictionReport>(friction.Add, () => friction.Result(journeys.NameOf), Json.FrictionReport, InsightText.Write);
            case "abandonment":
                var abandonment = new AbandonmentFold(options.Flows, new Recoveries());
                return new StepInsight<AbandonmentReport>(abandonment.Add, abandonment.Result, Json.AbandonmentReport, InsightText.Write);
            case "adoption":
                var adoption = new AdoptionFold(Settings(options, log), Exact);
                return new StepInsight<AdoptionReport>(adoption.Add, () => adoption.Result(), Json.AdoptionReport, InsightText.Write);
            case "retention":
                var retention = new RetentionFold(
                    new RetentionQuery { Start = options.Start, Return = options.Return, Period = options.Period }, InsightSettings.Default);
                return new StepInsight<RetentionReport>(retention.Add, retention.Result, Json.RetentionReport, InsightText.Write);
            case "goals":
                var goals = new GoalFold(options.Goals);
                return new StepInsight<GoalReport>(goals.Add, goals.Result, Json.GoalReport, InsightText.Write);
            case "trends":
                var trends = new TrendFold(TimeZoneInfo.Utc);
                return new StepInsight<TrendReport>(trends.Add, () => trends.Result(), Json.TrendReport, InsightText.Write);
            case "navigation":
                var navigation = new NavigationFigures(TimeZoneInfo.Utc);
                return new StepInsight<NavigationReport>(navigation.Add, navigation.Result, Json.NavigationReport, InsightText.Write);
            case "experiment":
                var experiment = ExperimentFigures.Of(options, log);
                return new StepInsight<ExperimentReadout>(experiment.Add, experiment.Result, Json.ExperimentReadout, InsightText.Write);
            default:
                var latency = new LatencyFold(Exact);
                return new StepInsight<LatencyReport>(latency.Add, latency.Result, Json.LatencyReport, InsightText.Write);
        }
    }

    private static InsightSettings Settings(InsightOptions options, StepLog log) => InsightSettings.Default with
    {
        Features = new FeatureMap([
            .. log.Features.Select(f => (f.Feature, log.Names.Text(f.Name))),
            .. options.Features.SelectMany(f => f.Steps.Select(step => (f.Name, step)))]),
    };
}
