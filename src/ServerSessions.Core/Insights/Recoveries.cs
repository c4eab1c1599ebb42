namespace ServerSessions.Insights;

/// <summary>
/// When which visitor left a flow or finished it. An abandoned session is recovered when the same user (or, of anonymous sessions, the same browser) reaches the
/// flow's last step within 7 days of leaving it.
/// </summary>
internal sealed class Recoveries
{
    private static readonly TimeSpan Within = TimeSpan.FromDays(7);

    private const long BytesPerVisitor = 256;

    private readonly Dictionary<(string Flow, Pseudonym Who), (List<DateTimeOffset> Left, List<DateTimeOffset> Finished)> _visitors = [];

    public long Bytes => BytesPerVisitor * _visitors.Count;

    public void Add(Flow flow, Journey journey, IReadOnlyList<StepRun> runs, FlowPassage passage)
    {
        var who = Visitor.Of(journey);
        if (who.IsNone)
            return;
        var (left, finished) = Of((flow.Name, who));
        if (!passage.Completed)
            left.Add(passage.Last.Start);
        foreach (var run in runs)
            if (run.Reaches(flow.Steps[^1]))
                finished.Add(run.Start);
    }

    public void Merge(Recoveries other)
    {
        foreach (var (key, times) in other._visitors)
        {
            var (left, finished) = Of(key);
            left.AddRange(times.Left);
            finished.AddRange(times.Finished);
        }
    }

    public long Count(Flow flow) => _visitors.Where(v => v.Key.Flow == flow.Name)
        .Sum(v => v.Value.Left.Count(left => v.Value.Finished.Exists(finished => finished > left && finished - left <= Within)));

    private (List<DateTimeOffset> Left, List<DateTimeOffset> Finished) Of((string Flow, Pseudonym Who) key)
    {
        if (!_visitors.TryGetValue(key, out var times))
            _visitors.Add(key, times = ([], []));
        return times;
    }
}
