namespace ServerSessions.Reports;

/// <summary>A log entry that could not be folded, and is kept apart so that its partition can go on.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Position">Position in the partition's log: milliseconds of the storage's clock, and a counter.</param>
/// <param name="Producer">The process that appended it; empty when unknown.</param>
/// <param name="Reason">Why it could not be folded.</param>
/// <param name="Bytes">Its length in bytes; at most 64 KiB of it are kept.</param>
/// <param name="Head">Its first 256 bytes, in Base64.</param>
public sealed record DeadLetterReport(int Partition, string Position, string Producer, string Reason, int Bytes, string Head);
