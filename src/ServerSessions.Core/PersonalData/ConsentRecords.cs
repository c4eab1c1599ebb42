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

    // The stored form has nothing but the person's own.
    protected override ValueTask<Action<Utf8JsonWriter>?> ReadAsync(int partition, Document document, Person person, CancellationToken cancellationToken) =>
        new(json => json.WriteRawValue(document.Data.Span));
}
