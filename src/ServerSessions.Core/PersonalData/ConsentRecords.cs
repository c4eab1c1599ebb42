using System.Text.Json;
using ServerSessions.Consents;
using ServerSessions.Model.Erasing;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>The proofs of what the person agreed to and refused.</summary>
internal sealed class ConsentRecords(ISessionStorage storage) : DocumentRecords(storage, ConsentStore.Table)
{
    public override string Name => "consents";

    public override IReadOnlyList<string> Tables => [ConsentStore.Table, ConsentStore.NewsTable, WithdrawalQueue.Table];

    public override async ValueTask<long> EraseAsync(int partition, Person person, CancellationToken cancellationToken)
    {
        foreach (var table in (string[])[ConsentStore.NewsTable, WithdrawalQueue.Table])
            await foreach (var document in ListAsync(partition, table, person, cancellationToken))
                await Storage.DeleteAsync(partition, table, document.Id, cancellationToken);
        return await base.EraseAsync(partition, person, cancellationToken);
    }

    // A browser's proofs are those of everyone who has decided there; what a user decided is with the user, too.
    protected override ValueTask<Action<Utf8JsonWriter>?> ReadAsync(int partition, Document document, Person person, CancellationToken cancellationToken)
    {
        var (entries, browser) = (ConsentStore.Decode(document), person.BrowserOf(document.Id));
        if (!browser.IsNone)
            entries = [.. entries.Where(e => person.Times.Have(browser, e.At))];
        return new(entries.Length == 0 ? null : json => JsonSerializer.Serialize(json, entries, ConsentJsonContext.Default.ConsentEntryArray));
    }
}
