using System.Runtime.InteropServices;

namespace ServerSessions.Insights.Folds;

/// <summary>What is counted of one machine.</summary>
internal sealed class MachineCounts
{
    private readonly Dictionary<string, long> _steps = new(StringComparer.Ordinal);

    public long Sessions { get; set; }

    public long Requests { get; set; }

    public long Missing { get; set; }

    public DateTimeOffset LastSeen { get; set; }

    public IReadOnlyDictionary<string, long> Steps => _steps;

    public void Count(string step, long times) => CollectionsMarshal.GetValueRefOrAddDefault(_steps, step, out _) += times;

    public void Merge(MachineCounts other)
    {
        Sessions += other.Sessions;
        Requests += other.Requests;
        Missing += other.Missing;
        LastSeen = other.LastSeen > LastSeen ? other.LastSeen : LastSeen;
        foreach (var (step, times) in other._steps)
            Count(step, times);
    }
}
