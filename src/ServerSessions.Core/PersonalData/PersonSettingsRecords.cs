using System.Text.Json;
using ServerSessions.Model.Erasing;
using ServerSessions.Reports.Personal;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>What the person has set on their own page: goals, and the agreement that instructors see their progress.</summary>
internal sealed class PersonSettingsRecords(ISessionStorage storage) : DocumentRecords(storage, PersonSettingsStore.Table)
{
    public override string Name => "settings";

    protected override ValueTask<Action<Utf8JsonWriter>?> ReadAsync(int partition, Document document, Person person, CancellationToken cancellationToken) =>
        new(json => json.WriteRawValue(document.Data.Span));
}
