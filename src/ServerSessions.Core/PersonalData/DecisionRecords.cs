using System.Text.Json;
using ServerSessions.Model.Erasing;
using ServerSessions.Response;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>
/// Decisions about the person. One that applies stays until it ends, with nothing but the pseudonyms that it applies to: without it, a stolen sign-in that was revoked would be accepted
/// again, and an attacker would lift a block by asking for erasure.
/// </summary>
internal sealed class DecisionRecords(ISessionStorage storage, TimeProvider time) : DocumentRecords(storage, DecisionStore.LogTable)
{
    private const string ErasedReason = "The person was erased; the decision applies until it ends.";

    public override string Name => "decisions";

    public override IReadOnlyList<string> Tables => [DecisionStore.LogTable, DecisionStore.ActiveTable, DecisionStore.IndexTable];

    public override async ValueTask<long> EraseAsync(int partition, Person person, CancellationToken cancellationToken)
    {
        // The active ones first: a node that ends one meanwhile writes the log from what it finds there.
        await foreach (var active in ListAsync(partition, DecisionStore.ActiveTable, person, cancellationToken))
            await EraseActiveAsync(partition, active, cancellationToken);
        await foreach (var index in ListAsync(partition, DecisionStore.IndexTable, person, cancellationToken))
            await Storage.DeleteAsync(partition, DecisionStore.IndexTable, index.Id, cancellationToken);
        return await base.EraseAsync(partition, person, cancellationToken);
    }

    protected override ValueTask<Action<Utf8JsonWriter>?> ReadAsync(int partition, Document document, Person person, CancellationToken cancellationToken)
    {
        if (Decode(document) is not { } decision || OwnDecisions.Of(decision, person) is not { } own)
            return default;
        return new(json => JsonSerializer.Serialize(json, own.AsOf(time.GetUtcNow()), PersonalDataJsonContext.Default.SessionDecision));
    }

    protected override byte[]? Without(Document document, Person person) =>
        Decode(document) is { } decision && decision.Holds(time.GetUtcNow()) ? DecisionStore.Encode(Bare(decision)) : null;

    private async ValueTask EraseActiveAsync(int partition, Document document, CancellationToken cancellationToken)
    {
        while (Decode(document) is { } decision && decision.Holds(time.GetUtcNow()))
        {
            if (decision.IsErased
                || await Storage.PutAsync(partition, DecisionStore.ActiveTable, document.Id, document.Order, DecisionStore.Encode(Bare(decision)), document.Version, cancellationToken) is not null)
                return;
            if (await Storage.GetAsync(partition, DecisionStore.ActiveTable, document.Id, cancellationToken) is not { } now)
                return;
            document = now;
        }

        await Storage.DeleteAsync(partition, DecisionStore.ActiveTable, document.Id, cancellationToken);
    }

    private static SessionDecision Bare(SessionDecision decision) => decision with
    {
        IsErased = true,
        Session = null,
        User = null,
        Alert = null,
        Evaluation = null,
        Reason = ErasedReason,
        EndedReason = null,
    };

    private static SessionDecision? Decode(Document document)
    {
        try
        {
            return JsonSerializer.Deserialize(document.Data.Span, ResponseJsonContext.Default.SessionDecision);
        }
        catch (JsonException)
        {
            // No node can apply it; it is deleted.
            return null;
        }
    }
}
