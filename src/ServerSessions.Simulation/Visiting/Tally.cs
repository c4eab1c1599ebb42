using System.Collections.Concurrent;

namespace ServerSessions.Simulation.Visiting;

/// <summary>Counts of all visitors together. Thread-safe.</summary>
internal sealed class Tally
{
    private const int MostKept = 100;

    private readonly ConcurrentQueue<string> _surprises = new();
    private readonly ConcurrentQueue<VisitorLabel> _labels = new();
    private long _requests;
    private long _errors;
    private long _cutOff;

    public long Requests => Interlocked.Read(ref _requests);

    public long Errors => Interlocked.Read(ref _errors);

    public long CutOff => Interlocked.Read(ref _cutOff);

    public IReadOnlyList<string> Surprises => [.. _surprises];

    public IReadOnlyList<VisitorLabel> Labels => [.. _labels];

    public void Sent() => Interlocked.Increment(ref _requests);

    public void Ended() => Interlocked.Increment(ref _cutOff);

    public void Label(VisitorLabel label) => _labels.Enqueue(label);

    /// <summary>Counts an error that the script does not expect; the texts of the first hundred are kept.</summary>
    public void Surprise(string what)
    {
        if (Interlocked.Increment(ref _errors) <= MostKept)
            _surprises.Enqueue(what);
    }
}
