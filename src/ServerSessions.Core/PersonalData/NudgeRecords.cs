using System.Text.Json;
using ServerSessions.Model.Erasing;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Which nudges the person was shown, and which of them the person dismissed.</summary>
internal sealed class NudgeRecords(ISessionStorage storage) : DocumentRecords(storage, NudgeStore.Table)
{
    public override string Name => "nudges";

    // A browser's memory counts what its signed-in users were shown: each of them has it in their own.
    protected override ValueTask<Action<Utf8JsonWriter>?> ReadAsync(int partition, Document document, Person person, CancellationToken cancellationToken)
    {
        var memory = NudgeStore.Decode(document);
        var own = memory with { Showings = [.. memory.Showings.Where(s => !s.IsOfUser)] };
        return new(own.Showings.Length == 0 && memory.Showings.Length > 0 ? null : json => JsonSerializer.Serialize(json, own, NudgeJsonContext.Default.NudgeMemory));
    }
}
