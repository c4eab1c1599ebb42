namespace ServerSessions.Insights.Funnels;

/// <summary>The names that a funnel knows, as numbers.</summary>
internal sealed class FunnelNames
{
    public const int Other = -1;
    public const int Excluded = -2;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public FunnelNames(FunnelDefinition definition)
    {
        foreach (var name in definition.Excluded)
            _numbers[name] = Excluded;
        Labels = [.. definition.Steps.Select(s => s.EndsWith('?') ? s[..^1] : s)];
        Optional = [.. definition.Steps.Select(s => s.EndsWith('?'))];
        Steps = new int[Labels.Length];
        for (var i = 0; i < Labels.Length; i++)
        {
            if (!_numbers.TryGetValue(Labels[i], out var number))
                _numbers.Add(Labels[i], number = i);
            Steps[i] = number;
        }
    }

    public string[] Labels { get; }

    public bool[] Optional { get; }

    /// <summary>The number of each step's name; a name that comes twice has one number.</summary>
    public int[] Steps { get; }

    public int Of(string name) => _numbers.GetValueOrDefault(name, Other);
}
