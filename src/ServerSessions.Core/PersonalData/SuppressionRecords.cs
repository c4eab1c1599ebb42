using System.Text;
using System.Text.Json;
using ServerSessions.Journeys.Learning;
using ServerSessions.Model.Erasing;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Rules that people have silenced about the person.</summary>
internal sealed class SuppressionRecords(ISessionStorage storage) : DocumentRecords(storage, DetectionControl.SuppressionTable)
{
    public override string Name => "suppressions";

    protected override ValueTask<Action<Utf8JsonWriter>?> ReadAsync(int partition, Document document, Person person, CancellationToken cancellationToken) => new(json =>
    {
        json.WriteStartObject();
        json.WriteString("rule", Encoding.UTF8.GetString(document.Data.Span).Split('\n')[0]);
        json.WriteString("until", DateTimeOffset.FromUnixTimeMilliseconds(document.Order));
        json.WriteEndObject();
    });
}
