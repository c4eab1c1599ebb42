namespace ServerSessions.Hosting;

/// <summary>Collects everything that is wrong with settings: what was given, what is expected.</summary>
internal sealed class Faults
{
    private readonly List<string> _all = [];

    public bool None => _all.Count == 0;

    /// <summary>One line each, as they are told.</summary>
    public IEnumerable<string> Lines => _all.Select(f => "Session tracking: " + f);

    public void Add(string fault) => _all.Add(fault);

    public void AddRange(IEnumerable<string> faults) => _all.AddRange(faults);

    public void Between<T>(string option, T value, T least, T most) where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            Add($"{option} is {value}; expected {least} to {most}.");
    }
}
