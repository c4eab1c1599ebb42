using System.Text;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Model.Alerts;
using ServerSessions.Storage;

namespace ServerSessions.Alerts.Budget;

/// <summary>Writes the summary of an alert when it is due, from the alert's current state.</summary>
internal sealed class AlertSummaries(IDocumentStore documents)
{
    /// <summary>Returns the delivery with the alert that its text is made of; null when nothing was added to the alert since its last message.</summary>
    /// <exception cref="FormatException">The stored alert cannot be read.</exception>
    public async ValueTask<Delivery?> WriteAsync(int partition, Delivery delivery, CancellationToken cancellationToken)
    {
        if (await documents.GetAsync(partition, AlertJson.Table, delivery.Alert!, cancellationToken) is not { } document)
            return null;
        var alert = AlertJson.Decode(document.Data.Span);
        var suppressed = alert.Finding.Count - delivery.Sent;
        return suppressed > 0 ? delivery with { Source = Encoding.UTF8.GetString(document.Data.Span), Suppressed = suppressed } : null;
    }
}
