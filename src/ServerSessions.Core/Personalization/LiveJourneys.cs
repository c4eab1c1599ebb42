using Microsoft.Extensions.Logging;
using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Codec;
using ServerSessions.Journeys.People;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Personalization;

/// <summary>
/// Reads the journey of a request's session: the state that workers have committed, in one call, together with the memory of the person where there may be one;
/// then what this process has served since. A failure of storage leaves what this process has seen.
/// </summary>
internal sealed class LiveJourneys(
    ISessionStorage storage, PersonStore people, SeenRequests seen, TransitionService transitions, JourneySettings settings, DetectionEngine detection,
    LiveJourneyOptions options, TimeProvider time, ILogger<LiveJourneys> logger) : IDisposable
{
    private readonly ReadGate _gate = new(time);
    private readonly ThreadLocal<LiveSessionCodec> _codec = new(() => new LiveSessionCodec(new StringPool(), detection.CapacityOf));

    /// <param name="subject">Whose journey.</param>
    /// <param name="catalog">The application's endpoints, with their features.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<LiveJourney> FindAsync(LiveSubject subject, EndpointCatalog catalog, CancellationToken cancellationToken)
    {
        seen.TurnOn();
        var (state, memory, isPartial) = await ReadAsync(subject, cancellationToken);
        var live = state is { } stored ? _codec.Value!.Decode(stored) : new LiveSession(subject.Key);
        if (subject.HasOwnKey)
            foreach (var e in seen.Find(subject.Key))
                live = With(live, e);
        var now = time.GetUtcNow().ToMicroseconds();
        var isOver = !live.IsOpen || !live.HasSteps || live.EndsAt > 0 || !SessionRules.Continues(live.LastActive, now, settings.IdleTimeout)
            || (!subject.User.IsNone && !live.User.IsNone && subject.User != live.User);
        var journey = isOver ? null : live.Build(settings, CloseReason.Open);
        return LiveJourneyShape.Of(journey, memory, settings.Insights, catalog, people.ForgetBefore, transitions.Table, subject) with { IsPartial = isPartial };
    }

    public void Dispose() => _codec.Dispose();

    private async ValueTask<(ReadOnlyMemory<byte>? State, PersonMemory Memory, bool IsPartial)> ReadAsync(LiveSubject subject, CancellationToken cancellationToken)
    {
        if (!_gate.IsOpen)
            return (null, PersonMemory.Empty, true);
        try
        {
            // Both at once: a request waits for one answer of storage.
            var state = subject.HasOwnKey
                ? storage.FindLiveAsync(PartitionMap.Of(subject.Key, storage.Partitions), new LiveKey(ActorKind.Session, subject.Key), CancellationToken.None).AsTask()
                : Task.FromResult<ReadOnlyMemory<byte>?>(null);
            var memory = options.RemembersPeople && subject.Person is { IsNone: false } person
                ? people.FindAsync(person, CancellationToken.None).AsTask()
                : Task.FromResult(PersonMemory.Empty);
            var both = Task.WhenAll(state, memory);
            await (both.IsCompleted ? both : both.WaitAsync(options.ReadTimeout, TimeProvider.System, cancellationToken));
            return (await state, await memory, false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (_gate.Fail())
                Log.ReadsPaused(logger, exception.Message, ReadGate.Pause.TotalSeconds);
            return (null, PersonMemory.Empty, true);
        }
    }

    private LiveSession With(LiveSession live, in RequestEvent e)
    {
        if (live.IsOpen && SessionRules.Ended(live, e, settings) is not null)
            live = new LiveSession(e.Key);
        if (live.IsOpen ? Holds(live, e) : e.Time <= live.ClosedAt || !e.OpensSession)
            return live;
        if (!live.IsOpen)
            live.Open(e, PartitionMap.Of(e.Key, storage.Partitions));
        live.Add(e, EndpointCatalog.Empty, settings);
        return live;
    }

    // The newest requests of a stored session are there one by one; what is older than all of them is folded already.
    private static bool Holds(LiveSession live, in RequestEvent e)
    {
        var steps = live.Pending.Steps;
        if (steps.Length > 0 && live.HasFold && e.Time < steps[0].Time)
            return true;
        foreach (ref readonly var step in steps)
            if (step.Time == e.Time && step.Name == e.Step)
                return true;
        return false;
    }
}
