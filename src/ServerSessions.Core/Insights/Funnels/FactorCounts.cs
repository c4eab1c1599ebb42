namespace ServerSessions.Insights.Funnels;

/// <summary>How many units have each value of one kind, apart for those that converted; a unit counts once, however often it has it.</summary>
/// <param name="name">The kind: "step", "country".</param>
internal sealed class FactorCounts(string name)
{
    private (long Converted, long Left, long LastUnit)[] _counts = new (long, long, long)[16];

    public string Name => name;

    /// <param name="text">Number of the value.</param>
    /// <param name="unit">Number of the unit, from 1 on.</param>
    /// <param name="converted">Whether it reached the last step.</param>
    public void Add(int text, long unit, bool converted)
    {
        ref var counts = ref At(text);
        if (counts.LastUnit == unit)
            return;
        counts.LastUnit = unit;
        if (converted)
            counts.Converted++;
        else
            counts.Left++;
    }

    public void Merge(int text, long converted, long left)
    {
        ref var counts = ref At(text);
        counts.Converted += converted;
        counts.Left += left;
    }

    public IEnumerable<(int Text, long Converted, long Left)> Counts()
    {
        for (var i = 0; i < _counts.Length; i++)
            if (_counts[i] is var (converted, left, _) && converted + left > 0)
                yield return (i, converted, left);
    }

    private ref (long Converted, long Left, long LastUnit) At(int text)
    {
        if (text >= _counts.Length)
            Array.Resize(ref _counts, Math.Max(2 * _counts.Length, text + 1));
        return ref _counts[text];
    }
}
