namespace ServerSessions.Insights.Funnels;

/// <summary>The names that a funnel uses, as numbers of its own.</summary>
internal sealed class FunnelNames
{
    public const int Other = -1;
    public const int Excluded = -2;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<int> _ofTexts = [];
    private readonly TextNumbers _texts;

    /// <param name="definition">The funnel.</param>
    /// <param name="texts">Whose numbers walks have.</param>
    public FunnelNames(FunnelDefinition definition, TextNumbers texts)
    {
        _texts = texts;
        HasExcluded = definition.Excluded.Count > 0;
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

    public bool HasExcluded { get; }

    /// <summary>The number of each step's name; a name that comes twice has one number.</summary>
    public int[] Steps { get; }

    /// <summary>The funnel's number of the step with this text as its name.</summary>
    public int Of(int text)
    {
        while (_ofTexts.Count <= text)
            _ofTexts.Add(_numbers.GetValueOrDefault(_texts[_ofTexts.Count], Other));
        return _ofTexts[text];
    }
}
