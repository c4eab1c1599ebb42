using ServerSessions.Alerts.Deliveries;

namespace ServerSessions;

/// <summary>A delivery to a webhook, with its attempts.</summary>
/// <param name="Id">Id of the delivery, as the admin API takes it.</param>
/// <param name="Message">The <c>webhook-id</c> of the message, the same at each attempt.</param>
/// <param name="State">State of the delivery.</param>
/// <param name="Created">Time at which it was created (UTC).</param>
/// <param name="Next">Time of the next attempt while it is pending; otherwise the time of its end (UTC).</param>
/// <param name="Tries">Number of attempts.</param>
/// <param name="Note">Why it failed for good; null when it did not.</param>
/// <param name="Attempts">The newest 20 attempts, oldest first.</param>
public sealed record DeliveryReport(
    string Id, string Message, DeliveryState State, DateTimeOffset Created, DateTimeOffset Next, int Tries, string? Note, IReadOnlyList<DeliveryAttempt> Attempts)
{
    internal static DeliveryReport Of(DeliveryKey key, Delivery delivery) =>
        new(key.Text, delivery.Message, delivery.State, delivery.Created, delivery.Next, delivery.Tries, delivery.Note, delivery.Attempts);
}
