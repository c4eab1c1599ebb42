namespace ServerSessions;

/// <summary>State of a delivery to a webhook.</summary>
public enum DeliveryState : byte
{
    /// <summary>Waits for its next attempt.</summary>
    Pending,
    /// <summary>The receiver accepted it.</summary>
    Delivered,
    /// <summary>Failed for good: a dead letter, until it is sent again. <see cref="DeliveryReport.Note"/> has the cause.</summary>
    Failed,
}
