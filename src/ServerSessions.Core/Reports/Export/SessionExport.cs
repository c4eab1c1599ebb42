using System.Text.Json;
using ServerSessions.Insights;
using ServerSessions.Insights.Experiments;
using ServerSessions.Journeys.Codec;
using ServerSessions.Reports.Insights;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Reports.Export;

/// <summary>Closed sessions, their steps, and alerts, line by line; sessions in no order, the steps of one together and in theirs.</summary>
internal sealed class SessionExport(ISessionStorage storage, StoredJourneys journeys, SegmentFilters segments, AppFeatures features, ISessionAlerts alerts)
{
    private const int AlertsAPage = 500;

    public Task SessionsAsync(Stream output, bool asCsv, InsightRange range, CancellationToken cancellationToken) => WriteAsync(
        output, range, cancellationToken, asCsv ? SessionColumns.Header : null, (writer, journey) =>
        {
            var summary = Projection.Summary(journey);
            if (asCsv)
                writer.Line(SessionColumns.Row(summary, journey));
            else
                writer.Json(json => SessionLine.Write(json, summary, journey));
        });

    public async Task StepsAsync(Stream output, bool asCsv, InsightRange range, CancellationToken cancellationToken)
    {
        var (of, _, _) = await features.FindAsync(cancellationToken);
        await WriteAsync(output, range, cancellationToken, asCsv ? StepColumns.Header : null, (writer, journey) =>
        {
            var (session, user) = (journey.Id.ToString(), journey.CountedUser.IsNone ? null : journey.User.ToString());
            for (var i = 0; i < journey.Steps.Count; i++)
            {
                var (step, at) = (journey.Steps[i], i);
                var feature = of.Features.Of(step.Name) is [var first, ..] ? first : null;
                if (asCsv)
                    writer.Line(StepColumns.Row(session, user, step, feature, journey.Actor));
                else
                    writer.Json(json =>
                    {
                        json.WriteStartObject();
                        StepLine.Write(json, session, user, step, feature, ExposedPart.SeenBy(journey, at), journey.Actor);
                        json.WriteEndObject();
                    });
            }
        });
    }

    public async Task AlertsAsync(Stream output, bool asCsv, InsightRange range, CancellationToken cancellationToken)
    {
        using var writer = new ExportWriter(output);
        if (asCsv)
            writer.Line(AlertColumns.Header);
        string? after = null;
        do
        {
            var page = await alerts.ListAsync(new AlertQuery { After = after, Limit = AlertsAPage }, cancellationToken);
            foreach (var alert in page.Items.Where(a => a.Finding.Raised >= range.From && a.Finding.Raised < range.To))
            {
                if (asCsv)
                    writer.Line(AlertColumns.Row(alert));
                else
                    writer.Json(json => JsonSerializer.Serialize(json, alert, ReportsJsonContext.Default.Alert));
            }

            after = page.Next;
            await writer.PassAsync(cancellationToken);
        }
        while (after is not null);
        await writer.PassAsync(cancellationToken, all: true);
    }

    private async Task WriteAsync(
        Stream output, InsightRange range, CancellationToken cancellationToken, string? header, Action<ExportWriter, Journey> write)
    {
        using var writer = new ExportWriter(output);
        if (header is not null)
            writer.Line(header);
        var filter = await segments.OfAsync(range.Segment, cancellationToken);
        var codec = new JourneyCodec(new StringPool());
        for (var partition = 0; partition < storage.Partitions; partition++)
            await foreach (var page in journeys.PagesAsync(partition, range, cancellationToken))
                foreach (var stored in page)
                {
                    if (codec.Decode(stored) is var journey && filter.Holds(journey))
                        write(writer, journey);
                    await writer.PassAsync(cancellationToken);
                }

        await writer.PassAsync(cancellationToken, all: true);
    }
}
