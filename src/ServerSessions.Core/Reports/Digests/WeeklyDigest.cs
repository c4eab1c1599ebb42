using System.Globalization;
using Microsoft.Extensions.Logging;
using ServerSessions.Alerts;
using ServerSessions.Insights;
using ServerSessions.Reports.Insights;
using Calendar = ServerSessions.Insights.Calendar;

namespace ServerSessions.Reports.Digests;

/// <summary>Sends the digest of a week to the chosen webhooks. Sent again for the same week, it is the same message, which exists once for each webhook.</summary>
internal sealed class WeeklyDigest(
    DigestOptions options, InsightSettings settings, PeriodComparer comparer, DeliveryTargets targets, AlertDispatcher dispatcher, AdminPages pages, ILogger<WeeklyDigest> logger)
{
    private const string GoalsPage = "insights/goals";

    public async ValueTask SendAsync(DigestWeek week, CancellationToken cancellationToken)
    {
        var alert = await WriteAsync(week, cancellationToken);
        await targets.RefreshAsync(now: true, cancellationToken);
        foreach (var id in options.Webhooks.Distinct(StringComparer.Ordinal))
            if (targets.Find(WebhookTarget.Prefix + id) is { } target)
                await dispatcher.SendAsync(0, target, alert, cancellationToken);
            else
                Log.DigestWithoutWebhook(logger, id);
    }

    private async ValueTask<Alert> WriteAsync(DigestWeek week, CancellationToken cancellationToken)
    {
        var comparison = await comparer.CompareAsync(
            new InsightRange(week.Before, week.From, Segment.People), new InsightRange(week.From, week.To, Segment.People), cancellationToken);
        var (from, last) = (Calendar.Date(settings.Day(week.From)), Calendar.Date(settings.Day(week.To) - 1));
        var days = string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd} to {last:yyyy-MM-dd}");
        var page = pages.Link(string.Create(
            CultureInfo.InvariantCulture, $"{GoalsPage}?from={week.From.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}&to={week.To.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
        return new Alert
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"digest_{from:yyyyMMdd}"),
            Finding = new Finding
            {
                Rule = DigestAlerts.Rule,
                Name = "weekly digest",
                Severity = Severity.Info,
                Subject = new Subject(ActorKind.Site, Pseudonym.None.ToString()),
                First = week.From,
                Raised = week.Due,
                Last = week.To,
                Count = (int)Math.Min(int.MaxValue, comparison.After.Overview.Sessions),
                Reason = DigestText.Of(comparison.Before, comparison.After, comparison.Changes, days, page),
                Measures = DigestText.Figures(comparison.Before, comparison.After),
            },
        };
    }
}
