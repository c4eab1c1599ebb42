namespace ServerSessions.Alerts.Deliveries;

internal enum DeliveryState : byte
{
    /// <summary>Waits for its next attempt.</summary>
    Pending,
    /// <summary>The receiver accepted it.</summary>
    Delivered,
    /// <summary>Failed for good; <see cref="Delivery.Note"/> says why.</summary>
    Failed,
}
