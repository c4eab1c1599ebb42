using System.Text.Json;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Model.Alerts;
using ServerSessions.Model.Erasing;
using ServerSessions.Reports;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Alerts about the person, with what people have decided about them and their messages; of alerts about others, the person's evidence.</summary>
internal sealed class AlertRecords(ISessionStorage storage) : DocumentRecords(storage, AlertJson.Table)
{
    public override string Name => "alerts";

    public override IReadOnlyList<string> Tables => [AlertJson.Table, SessionAlerts.StateTable];

    protected override async ValueTask<Action<Utf8JsonWriter>?> ReadAsync(int partition, Document document, Person person, CancellationToken cancellationToken)
    {
        var alert = Decode(document);
        if (alert is null)
            return null;
        var state = await Storage.GetAsync(partition, SessionAlerts.StateTable, alert.Id, cancellationToken) is { Data.Length: > 0 } verdict ? (AlertState)verdict.Data.Span[0] : AlertState.Open;
        // The handlers of an alert are no data of this person.
        var own = alert with { State = state, Handling = null, Finding = OwnFindings.Of(alert.Finding, person.Traces) };
        return json => JsonSerializer.Serialize(json, own, PersonalDataJsonContext.Default.Alert);
    }

    protected override byte[]? Without(Document document, Person person) =>
        Decode(document) is null ? person.Traces.Without(document.Data.Span) : ErasedAlerts.Without(document.Data.Span, person.Traces);

    // Its messages, too: one that was tried before is a text of the application's, in which only the alert's name is known for certain.
    protected override ValueTask DeletingAsync(int partition, string id, CancellationToken cancellationToken) =>
        AlertBelongings.DeleteAsync(Storage, partition, id, cancellationToken);

    private static Alert? Decode(Document document)
    {
        try
        {
            return AlertJson.Decode(document.Data.Span);
        }
        catch (FormatException)
        {
            // Written by another program: its digits can still be blanked.
            return null;
        }
    }
}
