namespace ServerSessions.Insights.Folds;

/// <summary>The counts of one goal.</summary>
internal sealed class GoalCounts
{
    private const long BytesPerUser = 40;

    private readonly HashSet<Pseudonym> _users = [];

    public long Times { get; set; }

    public long Sessions { get; set; }

    public long Bytes => BytesPerUser * _users.Count;

    public ValueTotals Values { get; } = new();

    public void AddSession(Pseudonym user)
    {
        Sessions++;
        if (!user.IsNone)
            _users.Add(user);
    }

    public void Merge(GoalCounts other)
    {
        Times += other.Times;
        Sessions += other.Sessions;
        _users.UnionWith(other._users);
        Values.Merge(other.Values);
    }

    public GoalFigures Figures(string goal, long sessions) => new()
    {
        Goal = goal,
        Times = Times,
        Sessions = Sessions,
        Conversion = sessions == 0 ? null : (double)Sessions / sessions,
        Users = _users.Count,
        Values = Values.Result(),
    };
}
