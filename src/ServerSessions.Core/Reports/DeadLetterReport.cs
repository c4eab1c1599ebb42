namespace ServerSessions;

/// <summary>An entry that could not be folded, put apart so that its partition goes on.</summary>
/// <param name="Partition">Where it was.</param>
/// <param name="Position">Its place in the partition's log: milliseconds of the storage's clock and a counter.</param>
/// <param name="Producer">Who appended it; empty when it does not say.</param>
/// <param name="Reason">Why it could not be folded.</param>
/// <param name="Bytes">How long it is, at most 64 KiB of it are kept.</param>
/// <param name="Head">Its first 256 bytes, in Base64.</param>
public sealed record DeadLetterReport(int Partition, string Position, string Producer, string Reason, int Bytes, string Head);
