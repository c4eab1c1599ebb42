namespace ServerSessions.Alerts.Deliveries;

/// <summary>The number of partitions; a type of its own, because an application may register a delegate of a general one.</summary>
internal delegate int PartitionCount();
