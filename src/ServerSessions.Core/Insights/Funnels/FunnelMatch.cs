namespace ServerSessions.Insights.Funnels;

/// <summary>How far one unit came.</summary>
/// <param name="names">Steps of the funnel.</param>
/// <param name="order">In which order they must come.</param>
/// <param name="window">Microseconds from the first step; null: no limit.</param>
internal sealed class FunnelMatch(FunnelNames names, FunnelOrder order, long? window)
{
    private readonly int[] _tried = new int[names.Steps.Length];

    /// <summary>For each step, the visit that reached it; −1 where it was not reached. In any order: the visit that completed one step more.</summary>
    public int[] Reached { get; } = new int[names.Steps.Length];

    /// <summary>The farthest step reached; −1 when the first was not.</summary>
    public int Farthest { get; private set; }

    /// <summary>The last visit that counts for <see cref="Farthest"/>: how it was left.</summary>
    public int Left { get; private set; }

    public void Run(List<FunnelVisit> visits)
    {
        Farthest = -1;
        Left = -1;
        Array.Fill(Reached, -1);
        for (var anchor = 0; anchor < visits.Count && Farthest < names.Steps.Length - 1; anchor++)
        {
            if (!Begins(visits[anchor].Name))
                continue;
            Array.Fill(_tried, -1);
            var farthest = order == FunnelOrder.Any ? InAnyOrder(visits, anchor) : InOrder(visits, anchor);
            if (farthest > Farthest)
                Take(visits, anchor, farthest);
            // Nothing that comes later can lead farther: all of it was seen from here.
            if (order != FunnelOrder.Strict && !HasExcluded(visits, anchor) && !IsOver(visits[^1], visits[anchor]))
                return;
        }
    }

    private bool Begins(int name) => order == FunnelOrder.Any ? name >= 0 : name == names.Steps[0];

    private bool IsOver(in FunnelVisit visit, in FunnelVisit anchor) => visit.Time - anchor.Time > window;

    private bool HasExcluded(List<FunnelVisit> visits, int from)
    {
        if (!names.HasExcluded)
            return false;
        for (var i = from; i < visits.Count; i++)
            if (visits[i].Name == FunnelNames.Excluded)
                return true;
        return false;
    }

    private int InOrder(List<FunnelVisit> visits, int anchor)
    {
        _tried[0] = anchor;
        var next = 1;
        var farthest = 0;
        for (var i = anchor + 1; i < visits.Count && next < names.Steps.Length; i++)
        {
            if (visits[i].Name == FunnelNames.Excluded || IsOver(visits[i], visits[anchor]))
                break;
            var step = StepAt(visits[i].Name, next);
            if (step < 0 && order == FunnelOrder.Strict)
                break;
            if (step < 0)
                continue;
            _tried[step] = i;
            farthest = step;
            next = step + 1;
        }

        return farthest;
    }

    // Optional steps may be passed over.
    private int StepAt(int name, int next)
    {
        for (var step = next; step < names.Steps.Length; step++)
        {
            if (names.Steps[step] == name)
                return step;
            if (!names.Optional[step])
                return -1;
        }

        return -1;
    }

    private int InAnyOrder(List<FunnelVisit> visits, int anchor)
    {
        var done = 0U;
        var count = 0;
        for (var i = anchor; i < visits.Count && count < names.Steps.Length; i++)
        {
            if (visits[i].Name == FunnelNames.Excluded || IsOver(visits[i], visits[anchor]))
                break;
            if (visits[i].Name < 0)
                continue;
            for (var step = 0; step < names.Steps.Length; step++)
                if (names.Steps[step] == visits[i].Name && (done & (1U << step)) == 0)
                {
                    done |= 1U << step;
                    _tried[count++] = i;
                    break;
                }
        }

        return count - 1;
    }

    private void Take(List<FunnelVisit> visits, int anchor, int farthest)
    {
        Farthest = farthest;
        Array.Copy(_tried, Reached, _tried.Length);
        Left = Reached[farthest];
        for (var i = Left; i < visits.Count && !IsOver(visits[i], visits[anchor]) && visits[i].Name != FunnelNames.Excluded; i++)
            if (order == FunnelOrder.Any ? visits[i].Name >= 0 : visits[i].Name == names.Steps[farthest])
                Left = i;
    }
}
