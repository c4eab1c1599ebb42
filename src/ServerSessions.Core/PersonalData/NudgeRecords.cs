using System.Text.Json;
using ServerSessions.Model.Erasing;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Which nudges the person was shown, and which of them the person dismissed.</summary>
internal sealed class NudgeRecords(ISessionStorage storage) : DocumentRecords(storage, NudgeStore.Table)
{
    public override string Name => "nudges";

    // The stored form has nothing but the person's own.
    protected override ValueTask<Action<Utf8JsonWriter>?> ReadAsync(int partition, Document document, Person person, CancellationToken cancellationToken) =>
        new(json => json.WriteRawValue(document.Data.Span));
}
