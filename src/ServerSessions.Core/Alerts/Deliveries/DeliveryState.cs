namespace ServerSessions.Alerts.Deliveries;

internal enum DeliveryState : byte
{
    /// <summary>Waits for its next attempt.</summary>
    Pending,
    /// <summary>The receiver has it.</summary>
    Delivered,
    /// <summary>Given up; <see cref="Delivery.Note"/> says why.</summary>
    Failed,
}
