using System.Text.Json;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Model.Erasing;
using ServerSessions.Reports;
using ServerSessions.Reports.Jobs;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>The examples about the person that replays of rules have found; of examples about others, the person's evidence. The numbers of a replay stay.</summary>
internal sealed class ReplayRecords(ISessionStorage storage) : DocumentRecords(storage, ReplayStore.Table)
{
    public override string Name => "replays";

    protected override ValueTask<Action<Utf8JsonWriter>?> ReadAsync(int partition, Document document, Person person, CancellationToken cancellationToken)
    {
        var replay = Decode(document);
        var own = replay.Result?.Examples.Where(example => ErasedAlerts.IsAbout(example, person.Traces)).ToList() ?? [];
        var sessions = replay.Result?.Examples.SelectMany(example => example.Evidence).Select(evidence => evidence.Session)
            .Where(person.Traces.AreIn).Distinct().ToList() ?? [];
        return new(own.Count == 0 && sessions.Count == 0 ? null : json =>
        {
            json.WriteStartObject();
            json.WriteString("rule", replay.Rule);
            json.WriteString("at", replay.RequestedAt);
            json.WriteStartArray("reasons");
            foreach (var example in own)
                json.WriteStringValue(example.Reason);
            json.WriteEndArray();
            json.WriteStartArray("sessions");
            foreach (var session in sessions)
                json.WriteStringValue(session);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    protected override byte[]? Without(Document document, Person person)
    {
        var replay = Decode(document);
        return replay.Result is not { } result ? document.Data.ToArray() : JsonSerializer.SerializeToUtf8Bytes(
            replay with
            {
                Result = result with
                {
                    Examples =
                    [
                        .. result.Examples.Where(example => !ErasedAlerts.IsAbout(example, person.Traces))
                            .Select(example => ErasedAlerts.Without(example, person.Traces)),
                    ],
                },
            },
            ReportsJsonContext.Default.ReplayReport);
    }

    private static ReplayReport Decode(Document document) =>
        JsonSerializer.Deserialize(document.Data.Span, ReportsJsonContext.Default.ReplayReport)
        ?? throw new JsonException($"The stored replay {document.Id} is the JSON null; an object is expected.");
}
