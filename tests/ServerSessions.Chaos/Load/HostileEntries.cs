using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Chaos.Load;

/// <summary>Batches that an attacker with access to the storage could write: real ones with bytes changed, cut off or inserted, or arbitrary bytes.</summary>
internal sealed class HostileEntries(Random random)
{
    private const int EventsPerBatch = 4;
    private readonly EventBatchEncoder _encoder = new();
    private Pseudonym _key;

    public EventBatch Sound(long first)
    {
        _encoder.Begin("hostile");
        _key = new Pseudonym((ulong)random.NextInt64(), (ulong)random.NextInt64());
        for (var i = 0; i < EventsPerBatch; i++)
            _encoder.Add(Event(i));
        return new EventBatch(first, EventsPerBatch, _encoder.Finish().ToArray());
    }

    /// <summary>What the log holds is numbered as it should be, or the append would refuse it; the rest is anything.</summary>
    public EventBatch Harmed(long first)
    {
        var sound = Sound(first);
        return sound with { Payload = Harm(sound.Payload.ToArray()) };
    }

    private byte[] Harm(byte[] bytes)
    {
        switch (random.Next(6))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                random.NextBytes(bytes);
                return bytes;
            case 2:
                var at = random.Next(bytes.Length);
                var inserted = new byte[random.Next(1, 64)];
                random.NextBytes(inserted);
                return [.. bytes[..at], .. inserted, .. bytes[at..]];
            case 3:
                // Lengths that promise gigabytes: array 32, map 32, binary 32, string 32.
                bytes[random.Next(bytes.Length)] = (byte)(new[] { 0xDD, 0xDF, 0xC6, 0xDB })[random.Next(4)];
                return bytes;
            default:
                for (var flips = random.Next(1, 9); flips > 0; flips--)
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
        }
    }

    private RequestEvent Event(int number) => new()
    {
        Key = _key,
        Time = DateTimeOffset.UtcNow.ToMicroseconds(),
        Duration = 900,
        Step = $"GET /hostile/{number}",
        Verb = HttpVerb.Get,
        Status = 200,
        Outcome = Outcome.Ok,
        Flags = EventFlags.Navigation | EventFlags.Page,
        Network = 7,
        Agent = 9,
        Client = "Chrome 126, Windows, desktop",
        Detail = number == 0 ? new EventDetail { Fields = ["email", "password"], ErrorType = "Conflict", Trace = "0af7651916cd43dd8448eb211c80319c" } : null,
    };
}
