using System.Text.Json;
using ServerSessions.Journeys.People;
using ServerSessions.Model;
using ServerSessions.Model.Erasing;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.PersonalData;

/// <summary>What is remembered of the person over sessions: unfinished tasks, used features, last places.</summary>
internal sealed class RememberedRecords(ISessionStorage storage) : DocumentRecords(storage, PersonStore.Table)
{
    public override string Name => "remembered";

    protected override ValueTask<Action<Utf8JsonWriter>?> ReadAsync(int partition, Document document, Person person, CancellationToken cancellationToken)
    {
        if (Decode(document) is not { } stored || Own(stored, document, person) is not { IsEmpty: false } memory)
            return default;
        return new(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("tasks");
            foreach (var task in memory.Tasks)
                Write(json, task.Name, task.At, () =>
                {
                    json.WriteString("step", task.Step);
                    json.WriteBoolean("isDone", task.IsDone);
                });
            json.WriteEndArray();
            json.WriteStartArray("features");
            foreach (var feature in memory.Features)
                Write(json, feature.Name, feature.At);
            json.WriteEndArray();
            json.WriteStartArray("places");
            foreach (var place in memory.Places)
                Write(json, place.Step, place.At);
            json.WriteEndArray();
            if (memory.WithdrawnUntil > 0)
                json.WriteString("withdrawnUntil", UnixTime.ToDate(memory.WithdrawnUntil));
            json.WriteEndObject();
        });
    }

    // Several people may use a browser: what is remembered of it is the person's where it happened in a session of theirs.
    private static PersonMemory Own(PersonMemory memory, Document document, Person person) => person.BrowserOf(document.Id).IsNone ? memory : new()
    {
        Tasks = [.. memory.Tasks.Where(t => person.Traces.Has(t.Session))],
        Features = [.. memory.Features.Where(f => person.Traces.Has(f.Session))],
        Places = [.. memory.Places.Where(p => person.Traces.Has(p.Session))],
    };

    private static void Write(Utf8JsonWriter json, string name, long at, Action? more = null)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("time", UnixTime.ToDate(at));
        more?.Invoke();
        json.WriteEndObject();
    }

    private static PersonMemory? Decode(Document document)
    {
        try
        {
            return PersonCodec.Decode(document.Data);
        }
        catch (InvalidMessageException)
        {
            // Of another version of this library: nothing can read it, and it is deleted as a whole.
            return null;
        }
    }
}
