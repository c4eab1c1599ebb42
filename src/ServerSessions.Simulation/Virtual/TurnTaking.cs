namespace ServerSessions.Simulation.Virtual;

/// <summary>Runs continuations of scripts on the one thread that drives the simulation, in the order in which they became ready.</summary>
internal sealed class TurnTaking : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();

    public override void Post(SendOrPostCallback d, object? state) => _ready.Enqueue((d, state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    public void RunReady()
    {
        while (_ready.TryDequeue(out var next))
            next.Callback(next.State);
    }
}
