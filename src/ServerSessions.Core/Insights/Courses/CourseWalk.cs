namespace ServerSessions.Insights.Courses;

/// <summary>What one person did with the modules of one course.</summary>
internal sealed class CourseWalk(Course course)
{
    private readonly ModuleUse?[] _uses = new ModuleUse?[course.Modules.Count];

    public bool IsEmpty => Furthest < 0;

    /// <summary>Place of the last module in the order of the course that was opened; −1 when none was.</summary>
    public int Furthest => Array.FindLastIndex(_uses, u => u is { WasOpened: true });

    public DateTimeOffset Last => _uses.Max(u => u?.Last ?? DateTimeOffset.MinValue);

    public ModuleUse? this[int module] => _uses[module];

    public ModuleState StateOf(int module) =>
        _uses[module] is { WasOpened: true } ? ModuleState.Opened : module < Furthest ? ModuleState.Skipped : ModuleState.Ahead;

    public void Add(in FeatureVisit visit)
    {
        for (var i = 0; i < _uses.Length; i++)
            if (visit.Features.Contains(course.Modules[i]))
                (_uses[i] ??= new ModuleUse()).Add(visit);
    }

    public void Merge(CourseWalk other)
    {
        for (var i = 0; i < _uses.Length; i++)
            if (other._uses[i] is { } use)
                (_uses[i] ??= new ModuleUse()).Merge(use);
    }

    public CourseProgress Progress() => new()
    {
        Course = course.Name,
        Modules = [.. course.Modules.Select((name, i) => new ModuleProgress
        {
            Module = name,
            State = StateOf(i),
            Visits = _uses[i]?.Visits ?? 0,
            Seconds = Seconds(_uses[i]),
            First = _uses[i] is { WasOpened: true } first ? first.First : null,
            Last = _uses[i] is { WasOpened: true } last ? last.Last : null,
        })],
    };

    private static double Seconds(ModuleUse? use) => use is null ? 0 : Math.Round(TimeSpan.FromTicks(use.Ticks).TotalSeconds);
}
