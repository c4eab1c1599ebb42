using System.Runtime.CompilerServices;
using System.Text.Json;
using ServerSessions.Privacy;
using ServerSessions.Storage;
using KnownPerson = ServerSessions.Model.Erasing.Person;

namespace ServerSessions.Recordings.Storing;

/// <summary>The person's recordings, with their content in an export. An erasure removes the keys first, so that no copy of the chunks can be decrypted.</summary>
internal sealed class RecordingRecords(ISessionStorage storage, RecordingTable table, RecordingReader reader, RecordingRemoval removal) : IPersonalRecords
{
    public string Name => "recordings";

    public IReadOnlyList<string> Tables => [RecordingTable.Table];

    public async IAsyncEnumerable<Action<Utf8JsonWriter>> ExportAsync(KnownPerson person, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (browser, recordings) in table.ListAsync(DateTimeOffset.MaxValue, cancellationToken))
            foreach (var entry in recordings.Recordings.Where(entry => IsOfSession(person, browser, entry)))
            {
                var chunks = await reader.ReadAsync(entry, cancellationToken);
                yield return json => Write(json, entry, chunks);
            }
    }

    public async ValueTask<long> EraseAsync(int partition, KnownPerson person, CancellationToken cancellationToken)
    {
        var erased = 0L;
        await foreach (var (browser, recordings) in table.ListAsync(DateTimeOffset.MaxValue, cancellationToken, only: partition % storage.Partitions))
            if (recordings.Recordings.Any(entry => IsOf(person, browser, recordings, entry)))
                erased += await removal.RemoveAsync(browser, entry => IsOf(person, browser, recordings, entry), cancellationToken);
        return erased;
    }

    private static bool IsOf(KnownPerson person, Pseudonym browser, BrowserRecordings recordings, RecordingEntry entry) =>
        person.Traces.Has(browser) || recordings.Users.Any(person.Traces.AreIn) || IsOfSession(person, browser, entry);

    // Several people may use a browser: an export has what was recorded in the person's sessions.
    private static bool IsOfSession(KnownPerson person, Pseudonym browser, RecordingEntry entry) =>
        person.Ids.Sessions.Any(session => RecordingSessions.IsOf(entry, browser, session));

    private static void Write(Utf8JsonWriter json, RecordingEntry entry, IReadOnlyList<byte[]> chunks)
    {
        json.WriteStartObject();
        json.WriteString("session", entry.Session);
        json.WriteString("start", DateTimeOffset.FromUnixTimeMilliseconds(entry.At));
        json.WriteString("end", DateTimeOffset.FromUnixTimeMilliseconds(entry.Last));
        json.WriteStartArray("chunks");
        foreach (var chunk in chunks)
            json.WriteRawValue(chunk);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
