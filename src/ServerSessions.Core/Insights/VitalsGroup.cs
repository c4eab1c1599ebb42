namespace ServerSessions.Insights;

/// <summary>Web vitals of one page and one group of sessions.</summary>
internal sealed class VitalsGroup(int exactUpTo)
{
    private const double Share = 0.75;
    private const double Thousand = 1_000;

    private readonly Distribution[] _values = [.. Enumerable.Range(0, WebVitals.Count).Select(_ => new Distribution(exactUpTo))];
    private readonly HashSet<Pseudonym> _people = [];

    public long Sessions { get; private set; }

    /// <summary>Whether it may be shown: at least five people are in it.</summary>
    public bool IsShown => _people.Count >= Floors.PeopleCount.Floor;

    public long Bytes => _values.Sum(v => v.Bytes);

    public void Add(Pseudonym person, IEnumerable<WebVitals> loads)
    {
        Sessions++;
        Add(person);
        foreach (var (lcp, inp, cls, fcp, ttfb) in loads)
        {
            Add(0, lcp / Thousand);
            Add(1, inp / Thousand);
            Add(2, cls);
            Add(3, fcp / Thousand);
            Add(4, ttfb / Thousand);
        }
    }

    public void Merge(VitalsGroup other)
    {
        Sessions += other.Sessions;
        foreach (var person in other._people)
            Add(person);
        for (var i = 0; i < _values.Length; i++)
            _values[i].Merge(other._values[i]);
    }

    public WebVitalsFigures Result() => new(At(0), At(1), At(2), At(3), At(4));

    private double? At(int vital) => _values[vital].Quantile(Share);

    private void Add(int vital, double? value)
    {
        if (value is { } measured)
            _values[vital].Add(measured);
    }

    // Only whether there are enough is asked.
    private void Add(Pseudonym person)
    {
        if (_people.Count < Floors.PeopleCount.Floor)
            _people.Add(person);
    }
}
