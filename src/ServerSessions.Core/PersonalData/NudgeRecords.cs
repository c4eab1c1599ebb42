using System.Text.Json;
using ServerSessions.Model.Erasing;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Which nudges the person was shown, and which of them the person dismissed.</summary>
internal sealed class NudgeRecords(ISessionStorage storage) : DocumentRecords(storage, NudgeStore.Table)
{
    public override string Name => "nudges";

    // A browser's memory counts what all its users were shown: a signed-in one has it in their own.
    protected override ValueTask<Action<Utf8JsonWriter>?> ReadAsync(int partition, Document document, Person person, CancellationToken cancellationToken)
    {
        var memory = NudgeStore.Decode(document);
        var browser = person.BrowserOf(document.Id);
        var own = memory with
        {
            Showings = [.. memory.Showings.Where(s => !s.IsOfUser && (browser.IsNone || person.Times.Have(browser, DateTimeOffset.FromUnixTimeMilliseconds(s.At))))],
            WithdrawnUntil = browser.IsNone ? memory.WithdrawnUntil : 0,
        };
        return new(own.Showings.Length == 0 && own.WithdrawnUntil == 0 ? null : json => JsonSerializer.Serialize(json, own, NudgeJsonContext.Default.NudgeMemory));
    }
}
