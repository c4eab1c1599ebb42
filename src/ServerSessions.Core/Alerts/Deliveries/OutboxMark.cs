using System.Security.Cryptography;
using System.Text;
using ServerSessions.Storage;

namespace ServerSessions.Alerts.Deliveries;

/// <summary>
/// The newest alerts of a partition's outbox that were decided, oldest first. They are found by identity, never by order: after a failover to a
/// server that lags, or whose clock is behind, new entries come before the one decided last.
/// </summary>
/// <param name="Recent">Twelve characters for each entry: a hash of position and message, and whether it was sent.</param>
internal sealed record OutboxMark(string Recent)
{
    /// <summary>Number of entries kept: as many as can be redelivered, because at most 64 entries are acknowledged together.</summary>
    public const int Kept = 64;

    private const int KeyLength = 11;
    private const int Length = KeyLength + 1;
    private const char Sent = '+';

    public static OutboxMark Empty { get; } = new("");

    /// <summary>Returns the key by which an entry is found.</summary>
    public static string KeyOf(StreamPosition position, string message) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{position}/{message}")).AsSpan(0, 8))[..KeyLength];

    /// <summary>Returns whether the entry was sent; null when it is not decided yet.</summary>
    public bool? Find(string key)
    {
        for (var at = Recent.Length - Length; at >= 0; at -= Length)
            if (Recent.AsSpan(at, KeyLength).SequenceEqual(key))
                // An entry before the newest one was passed on before the newest was decided, so it is done.
                return at == Recent.Length - Length && Recent[^1] == Sent;
        return null;
    }

    public OutboxMark Add(string key, bool sent)
    {
        var kept = Recent.Length >= Kept * Length ? Recent[^((Kept - 1) * Length)..] : Recent;
        return new OutboxMark(kept + key + (sent ? Sent : '-'));
    }
}
