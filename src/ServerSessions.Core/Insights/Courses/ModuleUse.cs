namespace ServerSessions.Insights.Courses;

/// <summary>What one person did with one module or feature.</summary>
internal sealed class ModuleUse
{
    public long Visits { get; private set; }

    public long Ticks { get; private set; }

    public DateTimeOffset First { get; private set; } = DateTimeOffset.MaxValue;

    public DateTimeOffset Last { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Whether the person had trouble with it: tried three times without success, or sent the same request again and again.</summary>
    public bool HadTrouble { get; private set; }

    public bool WasOpened => Visits > 0;

    public void Add(in FeatureVisit visit)
    {
        HadTrouble |= visit.Step.Repeats > 0 || visit.Step.Rage > 0;
        if (visit.IsUse)
            Count(visit);
    }

    /// <summary>Counts a visit, however it ended.</summary>
    public void Count(in FeatureVisit visit)
    {
        Visits += visit.Step.Count;
        Ticks += visit.Time.Ticks;
        First = visit.Step.Time < First ? visit.Step.Time : First;
        Last = visit.Step.Time > Last ? visit.Step.Time : Last;
    }

    public void Merge(ModuleUse other)
    {
        Visits += other.Visits;
        Ticks += other.Ticks;
        First = other.First < First ? other.First : First;
        Last = other.Last > Last ? other.Last : Last;
        HadTrouble |= other.HadTrouble;
    }
}
