using System.Diagnostics;
using System.Security.Cryptography;
using ServerSessions.Capture.Queue;
using ServerSessions.Chaos.Journal;
using ServerSessions.Model;

namespace ServerSessions.Chaos.Children;

/// <summary>
/// Makes events at a rate: several sessions at a time, one event after another in each, the last one a sign-out.
/// All events of a session carry the time of its start, so that nothing but the log can give them their order.
/// </summary>
internal sealed class EventSource(EventQueue queue, ChildSettings settings)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly Random _random = new(settings.Seed);
    private readonly (ulong Id, int Next, long Start)[] _sessions = new (ulong, int, long)[settings.Sessions];
    private ulong _started;
    private long _offered;
    private long _refused;

    /// <summary>Events a second.</summary>
    public int Rate { get; set; } = settings.Rate;

    /// <summary>Events made so far, those that the queue refused among them.</summary>
    public long Offered => Volatile.Read(ref _offered);

    /// <summary>Events that the queue refused because it was full.</summary>
    public long Refused => Volatile.Read(ref _refused);

    public async Task RunAsync(CancellationToken end)
    {
        var last = Stopwatch.GetTimestamp();
        var due = 0.0;
        while (!end.IsCancellationRequested && (settings.Events == 0 || Offered < settings.Events))
        {
            await Task.Delay(Tick, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var now = Stopwatch.GetTimestamp();
            // A second at most at once: after a pause of the process the missed ones are not made up for.
            due = Math.Min(due + (Stopwatch.GetElapsedTime(last, now).TotalSeconds * Rate), Rate);
            last = now;
            for (; due >= 1; due--)
                MakeOne();
        }
    }

    private void MakeOne()
    {
        ref var session = ref _sessions[_random.Next(_sessions.Length)];
        if (session.Id == 0)
            session = (++_started, 0, DateTimeOffset.UtcNow.ToMicroseconds());
        var isLast = session.Next == settings.EventsPerSession - 1;
        _offered++;
        if (!queue.TryAdd(Event(session.Id, session.Next, session.Start, isLast)))
            _refused++;
        session.Next++;
        if (isLast)
            session = default;
    }

    private RequestEvent Event(ulong session, int number, long start, bool isLast) => new()
    {
        Key = KeyOf(session),
        Time = start,
        Duration = 1000,
        Step = EventName.Of(number),
        Verb = HttpVerb.Get,
        Status = 200,
        Outcome = Outcome.Ok,
        Flags = EventFlags.Navigation | EventFlags.Page | (isLast ? EventFlags.SignedOut : EventFlags.None),
        Network = (ulong)settings.Number,
        Agent = 1,
        Client = "Chrome 126, Windows, desktop",
    };

    // Spread as a keyed hash is: session ids are made of key and start, and neighbouring numbers at neighbouring times could meet.
    private Pseudonym KeyOf(ulong session)
    {
        Span<byte> bytes = stackalloc byte[Pseudonym.Size];
        new Pseudonym((ulong)settings.Number, session).Write(bytes);
        return Pseudonym.Read(SHA256.HashData(bytes));
    }
}
