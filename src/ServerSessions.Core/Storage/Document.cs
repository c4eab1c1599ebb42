namespace ServerSessions.Storage;

/// <summary>A small record in a named table of a partition.</summary>
/// <param name="Table">"alerts", "alert-states", "deliveries", "webhooks", "catalogs", …</param>
/// <param name="Id">Unique within table and partition.</param>
/// <param name="Order">What listings are ordered by, often Unix milliseconds.</param>
/// <param name="Version">1 when it was first written, one more with each write.</param>
/// <param name="Data">Its bytes.</param>
internal readonly record struct Document(string Table, string Id, long Order, long Version, ReadOnlyMemory<byte> Data);
