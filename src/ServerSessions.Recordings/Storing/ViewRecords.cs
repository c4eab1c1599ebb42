using System.Text.Json;
using ServerSessions.PersonalData;
using ServerSessions.Storage;
using KnownPerson = ServerSessions.Model.Erasing.Person;

namespace ServerSessions.Recordings.Storing;

/// <summary>When recordings of the person were viewed. An erasure takes out the session; the viewer and the time stay, as proof of what viewers did.</summary>
internal sealed class ViewRecords(ISessionStorage storage) : DocumentRecords(storage, ViewLog.ViewTable)
{
    public override string Name => "recordingViews";

    protected override ValueTask<Action<Utf8JsonWriter>?> ReadAsync(int partition, Document document, KnownPerson person, CancellationToken cancellationToken) =>
        ViewLog.Decode(document) is not { } view
        ? default
        : new(json =>
        {
            // The viewer is another person.
            json.WriteStartObject();
            json.WriteString("session", view.Session);
            json.WriteString("time", view.Time);
            json.WriteEndObject();
        });

    protected override byte[]? Without(Document document, KnownPerson person) => ViewLog.Decode(document) is { } view ? ViewLog.Encode(view with { Session = null }) : null;
}
