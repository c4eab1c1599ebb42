using System.Globalization;

namespace ServerSessions.Storage;

/// <summary>
/// The producer of the signals from one partition to another. They come from a stored outbox, in order, so a number that jumps or begins in the middle
/// of what the log has is the trace of a failover, and not an append that overtook another one.
/// </summary>
internal static class SignalProducer
{
    private const string Prefix = "roll:";

    public static string Name(int from, int target) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}p{from:00}>p{target:00}");

    public static bool Is(string producer) => producer.StartsWith(Prefix, StringComparison.Ordinal);
}
