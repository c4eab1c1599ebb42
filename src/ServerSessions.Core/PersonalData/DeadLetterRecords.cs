using System.Runtime.CompilerServices;
using System.Text.Json;
using ServerSessions.Model.Erasing;
using ServerSessions.Privacy;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Log entries that could not be folded, where an id of the person is in their bytes. The whole entry goes: nothing can read it.</summary>
internal sealed class DeadLetterRecords(ISessionStorage storage) : IPersonalRecords
{
    private const int Most = 1_000;

    public string Name => "deadLetters";

    public IReadOnlyList<string> Tables => [];

    public async IAsyncEnumerable<Action<Utf8JsonWriter>> ExportAsync(Person person, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var partition = 0; partition < storage.Partitions; partition++)
            foreach (var letter in await FindAsync(partition, person, cancellationToken))
                yield return json =>
                {
                    // Its bytes may be other people's, too.
                    json.WriteStartObject();
                    json.WriteString("position", letter.Position.ToString());
                    json.WriteString("time", DateTimeOffset.FromUnixTimeMilliseconds(letter.Position.Milliseconds));
                    json.WriteNumber("bytes", letter.Payload.Length);
                    json.WriteEndObject();
                };
    }

    public async ValueTask<long> EraseAsync(int partition, Person person, CancellationToken cancellationToken)
    {
        var found = await FindAsync(partition, person, cancellationToken);
        await storage.RemoveDeadLettersAsync(partition, [.. found.Select(l => l.Position)], cancellationToken);
        return found.Count;
    }

    private async ValueTask<IReadOnlyList<DeadLetter>> FindAsync(int partition, Person person, CancellationToken cancellationToken) =>
        [.. (await storage.DeadLettersAsync(partition, Most, cancellationToken)).Where(l => person.Traces.AreInBytes(l.Payload.Span) || person.Traces.AreIn(l.Payload.Span))];
}
