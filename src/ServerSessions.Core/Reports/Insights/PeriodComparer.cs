using ServerSessions.Insights;
using ServerSessions.Insights.Comparing;
using ServerSessions.Insights.Floors;

namespace ServerSessions.Reports.Insights;

/// <summary>Compares two stretches of time for readers that see no single session: with the stricter floor of both.</summary>
internal sealed class PeriodComparer(ISessionReports reports, ISessionInsights insights, PeopleReader people)
{
    private const int MaxFunnels = 8;

    public async ValueTask<PeriodComparison> CompareAsync(InsightRange before, InsightRange after, CancellationToken cancellationToken)
    {
        var floor = ReportFloor.Of(await people.CountAsync(before, cancellationToken), await people.CountAsync(after, cancellationToken));
        var (earlier, later) = (await FiguresAsync(before, floor, cancellationToken), await FiguresAsync(after, floor, cancellationToken));
        return new PeriodComparison(earlier, later, PeriodChanges.Of(earlier, later));
    }

    private async ValueTask<PeriodFigures> FiguresAsync(InsightRange range, ReportFloor floor, CancellationToken cancellationToken)
    {
        var query = new InsightQuery { From = range.From, To = range.To, Segment = range.Segment };
        var funnels = new List<(string, FunnelReport)>();
        foreach (var funnel in insights.Funnels.Take(MaxFunnels))
            funnels.Add((funnel.Name, floor.Of(await insights.FunnelAsync(funnel, query, cancellationToken: cancellationToken))));
        return new PeriodFigures(
            floor.Of(await reports.OverviewAsync(range.From, range.To, range.Segment, cancellationToken)), floor.Of(await insights.GoalsAsync(query, cancellationToken)), funnels);
    }
}

/// <summary>Two stretches of time, and what differs by more than chance, clearest first.</summary>
internal sealed record PeriodComparison(PeriodFigures Before, PeriodFigures After, IReadOnlyList<FigureChange> Changes);
