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
                yield return json => Write(json, key.Kind, rule, memory);
        }
    }

    public ValueTask<long> EraseAsync(int partition, Person person, CancellationToken cancellationToken) => default;

    private static void Write(Utf8JsonWriter json, ActorKind kind, string rule, DetectorMemory memory)
    {
        json.WriteStartObject();
        json.WriteString("about", JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));
        json.WriteString("rule", rule);
        json.WriteStartArray("events");
        foreach (var mark in memory.Marks)
        {
            json.WriteStartObject();
            json.WriteString("time", mark.Time);
            json.WriteString("step", mark.Step);
            json.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(mark.Outcome.ToString()));
            if (mark.Text is { } text)
                json.WriteString("text", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
