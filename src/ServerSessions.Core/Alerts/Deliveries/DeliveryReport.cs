namespace ServerSessions.Alerts.Deliveries;

/// <summary>A delivery as the admin API shows it, with its attempts.</summary>
internal sealed record DeliveryReport(
    string Id, string Message, DeliveryState State, DateTimeOffset Created, DateTimeOffset Next, int Tries, string? Note, IReadOnlyList<DeliveryAttempt> Attempts)
{
    public static DeliveryReport Of(DeliveryKey key, Delivery delivery) =>
        new(key.Text, delivery.Message, delivery.State, delivery.Created, delivery.Next, delivery.Tries, delivery.Note, delivery.Attempts);
}
