using System.Globalization;
using System.Runtime.InteropServices;
using ServerSessions.Model;

namespace ServerSessions.Insights.Funnels;

/// <summary>Adds up the matches of units.</summary>
internal sealed class FunnelCounts(FunnelNames names, int exactUpTo)
{
    private const int TopCauses = 50;
    private const int TopNext = 20;
    private const double Second = 1_000_000;
    private const char Part = '\u001f';

    private const long BytesPerName = 64;

    private readonly long[] _entered = new long[names.Steps.Length];
    private readonly long[] _converted = new long[names.Steps.Length];
    private readonly FunnelTimes[] _times = [.. names.Steps.Select(_ => new FunnelTimes(exactUpTo))];
    private readonly FunnelTimes _total = new(exactUpTo);
    private readonly FunnelValues _values = new(exactUpTo);
    private readonly Dictionary<string, long>[] _causes = [.. names.Steps.Select(_ => new Dictionary<string, long>(StringComparer.Ordinal))];
    private readonly Dictionary<string, long>[] _next = [.. names.Steps.Select(_ => new Dictionary<string, long>(StringComparer.Ordinal))];

    public long Units { get; set; }

    public long Bytes => _total.Bytes + _times.Sum(t => t.Bytes) + (BytesPerName * (_causes.Sum(c => c.Count) + _next.Sum(n => n.Count)));

    /// <summary>Adds a unit that was matched, with what its recorded events were worth.</summary>
    public void Add(FunnelMatch match, List<FunnelVisit> visits, IReadOnlyList<EventValue> values)
    {
        var last = names.Steps.Length - 1;
        for (var step = 0; step <= match.Farthest; step++)
        {
            if (match.Reached[step] < 0)
                continue;
            _entered[step]++;
            if (step < match.Farthest || step == last)
                _converted[step]++;
            if (step < last && match.Reached[step + 1] is >= 0 and var next)
                _times[step].Add((visits[next].Time - visits[match.Reached[step]].Time) / Second);
        }

        if (match.Farthest == last)
        {
            _total.Add((visits[match.Reached[last]].Time - visits[match.Reached[0]].Time) / Second);
            _values.Add(values);
            return;
        }

        var left = visits[match.Left];
        CollectionsMarshal.GetValueRefOrAddDefault(_causes[match.Farthest], left.Cause, out _)++;
        CollectionsMarshal.GetValueRefOrAddDefault(_next[match.Farthest], left.Next ?? "(exit)", out _)++;
    }

    public void Merge(FunnelCounts other)
    {
        Units += other.Units;
        _total.Merge(other._total);
        _values.Totals.Merge(other._values.Totals);
        for (var step = 0; step < names.Steps.Length; step++)
        {
            _entered[step] += other._entered[step];
            _converted[step] += other._converted[step];
            _times[step].Merge(other._times[step]);
            Merge(_causes[step], other._causes[step]);
            Merge(_next[step], other._next[step]);
        }
    }

    /// <summary>
    /// All of it as named numbers: <c>n</c> units; then by the number of a step <c>e</c> entered, <c>c</c> converted, <c>x</c> causes, <c>w</c> where
    /// they went, <c>t</c> times to the next step (of the last step: from the first);
    /// <c>v0</c> what completed units were worth.
    /// </summary>
    public Dictionary<string, long> Fields()
    {
        var fields = new Dictionary<string, long>(StringComparer.Ordinal);
        Put("n", Units);
        for (var step = 0; step < names.Steps.Length; step++)
        {
            var number = step.ToString(CultureInfo.InvariantCulture);
            Put($"e{number}", _entered[step]);
            Put($"c{number}", _converted[step]);
            foreach (var (cause, count) in _causes[step])
                Put($"x{number}{Part}{cause}", count);
            foreach (var (next, count) in _next[step])
                Put($"w{number}{Part}{next}", count);
            foreach (var time in Times(step).Fields())
                Put($"t{number}{Part}{time.Name}", time.Count);
        }

        foreach (var value in _values.Totals.Fields(Part))
            Put($"v0{Part}{value.Name}", value.Count);
        return fields;

        void Put(string field, long value)
        {
            if (value != 0)
                fields[field] = value;
        }
    }

    public void Merge(IReadOnlyDictionary<string, long> fields)
    {
        foreach (var (field, value) in fields)
        {
            if (field == "n")
            {
                Units += value;
                continue;
            }

            var end = field.IndexOf(Part, StringComparison.Ordinal) is >= 0 and var at ? at : field.Length;
            var step = int.Parse(field.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture);
            if (step < names.Steps.Length)
                Merge(field[0], step, end < field.Length ? field[(end + 1)..] : "", value);
        }
    }

    public FunnelReport Result()
    {
        var values = _values.Totals.Result();
        return Result(values, [.. names.Labels.Select((_, step) => FunnelValues.AtRisk(values, _entered[step] - _converted[step], _entered[^1]))]);
    }

    private FunnelReport Result(IReadOnlyList<ValueFigures> values, IReadOnlyList<RevenueAtRisk>[] atRisk) => new()
    {
        Units = Units,
        Conversion = _entered[0] == 0 ? null : (double)_entered[^1] / _entered[0],
        TotalSeconds = _total.Percentiles(),
        Values = values,
        Steps = [.. names.Labels.Select((label, step) => new FunnelStep
        {
            Step = label,
            Entered = _entered[step],
            Converted = _converted[step],
            Share = _entered[0] == 0 ? 0 : (double)_entered[step] / _entered[0],
            RevenueAtRisk = atRisk[step],
            TimeToConvertSeconds = _times[step].Percentiles(),
            Times = _times[step].Buckets(),
            Causes = [.. Top(_causes[step], TopCauses).Select(c => new CauseCount(c.Key, c.Value))],
            Next = [.. Top(_next[step], TopNext).Select(n => new StepSessions(n.Key, n.Value))],
        })],
    };

    private FunnelTimes Times(int step) => step == names.Steps.Length - 1 ? _total : _times[step];

    private void Merge(char kind, int step, string rest, long value)
    {
        if (kind == 'v')
            _values.Totals.Merge(rest, value, Part);
        else if (kind == 't')
            Times(step).Merge(rest, value);
        else if (kind is 'e' or 'c')
            (kind == 'e' ? _entered : _converted)[step] += value;
        else
            CollectionsMarshal.GetValueRefOrAddDefault((kind == 'x' ? _causes : _next)[step], rest, out _) += value;
    }

    private static void Merge(Dictionary<string, long> mine, Dictionary<string, long> others)
    {
        foreach (var (name, count) in others)
            CollectionsMarshal.GetValueRefOrAddDefault(mine, name, out _) += count;
    }

    // The causes that are cut off become one more entry, so that the causes still add up.
    private static IEnumerable<KeyValuePair<string, long>> Top(Dictionary<string, long> counts, int max)
    {
        var ordered = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).ToList();
        return ordered.Count <= max ? ordered
            : [.. ordered[..max], new KeyValuePair<string, long>("(other)", ordered[max..].Sum(c => c.Value))];
    }
}
