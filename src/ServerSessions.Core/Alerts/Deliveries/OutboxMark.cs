using System.Security.Cryptography;
using System.Text;
using ServerSessions.Storage;

namespace ServerSessions.Alerts.Deliveries;

/// <summary>
/// The newest alerts of a partition's outbox that were decided about, oldest first. They are found by identity and never by order: after a failover to a
/// server that lags, or whose clock is behind, new entries stand before what was decided last.
/// </summary>
/// <param name="Recent">Twelve characters for each: a hash of place and message, and whether it was to be sent.</param>
internal sealed record OutboxMark(string Recent)
{
    /// <summary>As many entries as can be handed over again: a mover acknowledges after at most 64.</summary>
    public const int Kept = 64;

    private const int KeyLength = 11;
    private const int Length = KeyLength + 1;
    private const char Sent = '+';

    public static OutboxMark Empty { get; } = new("");

    /// <summary>What an entry is found by.</summary>
    public static string KeyOf(StreamPosition position, string message) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{position}/{message}")).AsSpan(0, 8))[..KeyLength];

    /// <summary>Whether the entry was to be sent; null when it was not decided about.</summary>
    public bool? Find(string key)
    {
        for (var at = Recent.Length - Length; at >= 0; at -= Length)
            if (Recent.AsSpan(at, KeyLength).SequenceEqual(key))
                // What stands before the newest was handed on before that one was decided about: there is nothing left to do.
                return at == Recent.Length - Length && Recent[^1] == Sent;
        return null;
    }

    public OutboxMark Add(string key, bool told)
    {
        var kept = Recent.Length >= Kept * Length ? Recent[^((Kept - 1) * Length)..] : Recent;
        return new OutboxMark(kept + key + (told ? Sent : '-'));
    }
}
