namespace ServerSessions.Tests.Storage;

/// <summary>What a test of the contract asks of the storage it is given.</summary>
public sealed record StorageConformanceOptions(int Partitions = 4, long MaxBacklog = 100_000);
