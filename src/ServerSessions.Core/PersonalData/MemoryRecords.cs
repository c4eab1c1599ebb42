using System.Runtime.CompilerServices;
using System.Text.Json;
using ServerSessions.Detection;
using ServerSessions.Journeys.Codec;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Model;
using ServerSessions.Model.Erasing;
using ServerSessions.Privacy;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.PersonalData;

/// <summary>What rules remember of the person as a user, an account and a browser. It is erased in the fold, which holds it (<see cref="ErasedMemories"/>).</summary>
internal sealed class MemoryRecords(ISessionStorage storage, DetectionEngine detection) : IPersonalRecords
{
    public string Name => "memories";

    public IReadOnlyList<string> Tables => [];

    public async IAsyncEnumerable<Action<Utf8JsonWriter>> ExportAsync(Person person, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var codec = new LiveActorCodec(new StringPool(), detection.CapacityOf);
        var actors = person.Ids.Users.Select(u => new LiveKey(ActorKind.User, u))
            .Concat(person.Ids.Accounts.Select(a => new LiveKey(ActorKind.Account, a))).Concat(person.Ids.Keys.Select(k => new LiveKey(ActorKind.Device, k)));
        foreach (var key in actors)
        {
            if (await storage.FindLiveAsync(PartitionMap.Of(key.Id, storage.Partitions), key, cancellationToken) is not { } state)
                continue;
            var memories = codec.Decode(state).Detection.Memories;
            foreach (var (rule, memory) in memories)
                if (Own(memory, key.Kind, person.Traces) is { Count: > 0 } own)
                    yield return json => Write(json, key.Kind, rule, own, person.Traces);
        }
    }

    public ValueTask<long> EraseAsync(int partition, Person person, CancellationToken cancellationToken) => default;

    // Several people may use a browser: what is remembered of it is the person's where it happened in a session of theirs.
    private static List<Mark> Own(DetectorMemory memory, ActorKind kind, PersonTraces traces) =>
        [.. memory.Marks.Where(mark => kind != ActorKind.Device || traces.Has(mark.Session))];

    private static void Write(Utf8JsonWriter json, ActorKind kind, string rule, List<Mark> marks, PersonTraces traces)
    {
        json.WriteStartObject();
        json.WriteString("about", JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));
        json.WriteString("rule", rule);
        json.WriteStartArray("events");
        foreach (var mark in marks)
        {
            json.WriteStartObject();
            json.WriteString("time", mark.Time);
            json.WriteString("step", mark.Step);
            json.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(mark.Outcome.ToString()));
            if (mark.Text is { } text)
                json.WriteString("text", traces.WithoutOthers(text));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
