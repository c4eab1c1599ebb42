namespace ServerSessions.Storage;

/// <summary>A small record in a named table of a partition.</summary>
/// <param name="Table">"alerts", "alert-states", "deliveries", "webhooks", "catalogs", …</param>
/// <param name="Id">Unique within table and partition.</param>
/// <param name="Order">The order of listings, often Unix milliseconds.</param>
/// <param name="Version">1 for the first write, increased by 1 with each further write.</param>
/// <param name="Data">The content.</param>
internal readonly record struct Document(string Table, string Id, long Order, long Version, ReadOnlyMemory<byte> Data);
