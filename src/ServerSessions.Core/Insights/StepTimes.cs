namespace ServerSessions.Insights;

/// <summary>Our time and think time of one step. Sums are whole ticks, so that they add up the same in any order.</summary>
internal sealed class StepTimes(int exactUpTo)
{
    public Distribution Server { get; } = new(exactUpTo);

    public Distribution Dwell { get; } = new(exactUpTo);

    public long ServerTicks { get; private set; }

    public long DwellTicks { get; private set; }

    public long Visits { get; private set; }

    public long Bytes => Server.Bytes + Dwell.Bytes;

    public void Add(Step step)
    {
        Visits += step.Count;
        ServerTicks += step.Server.Ticks;
        Server.Add(step.Server.TotalSeconds / step.Count);
        if (step.Dwell is not { } dwell)
            return;
        DwellTicks += dwell.Ticks;
        Dwell.Add(dwell.TotalSeconds / step.Count);
    }

    public void Merge(StepTimes other)
    {
        Visits += other.Visits;
        ServerTicks += other.ServerTicks;
        DwellTicks += other.DwellTicks;
        Server.Merge(other.Server);
        Dwell.Merge(other.Dwell);
    }
}
