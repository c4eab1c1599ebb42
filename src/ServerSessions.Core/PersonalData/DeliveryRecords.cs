using System.Text;
using System.Text.Json;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Model.Erasing;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>
/// Messages with alerts about the person. Those that are not sent yet are not sent any more; one about another subject is sent without the person. What a receiver has
/// got, it has: its owner erases it there.
/// </summary>
internal sealed class DeliveryRecords(ISessionStorage storage) : DocumentRecords(storage, DeliveryStore.Table)
{
    public override string Name => "deliveries";

    protected override ValueTask<Action<Utf8JsonWriter>?> ReadAsync(int partition, Document document, Person person, CancellationToken cancellationToken)
    {
        if (Decode(document) is not { } delivery)
            return default;
        return new(json =>
        {
            json.WriteStartObject();
            json.WriteString("message", delivery.Message);
            json.WriteString("target", delivery.Target);
            json.WriteString("created", delivery.Created);
            json.WriteString("state", JsonNamingPolicy.CamelCase.ConvertName(delivery.State.ToString()));
            json.WriteEndObject();
        });
    }

    protected override byte[]? Without(Document document, Person person)
    {
        if (Decode(document) is not { State: DeliveryState.Pending } delivery)
            return null;
        if (delivery.Source is { } source && person.Traces.AreIn(source))
        {
            if (ErasedAlerts.Without(Encoding.UTF8.GetBytes(source), person.Traces) is not { } left)
                return null;
            delivery = delivery with { Source = Encoding.UTF8.GetString(left) };
        }

        // A text that was tried keeps its form, which the application made: only digits are blanked.
        return person.Traces.Without(DeliveryStore.Encode(delivery));
    }

    private static Delivery? Decode(Document document)
    {
        try
        {
            return DeliveryStore.Decode(document.Data.Span);
        }
        catch (FormatException)
        {
            // Never sent, and deleted as a whole.
            return null;
        }
    }
}
