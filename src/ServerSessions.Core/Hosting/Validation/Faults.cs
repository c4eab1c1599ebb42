using Microsoft.Extensions.Configuration;

namespace ServerSessions.Hosting;

/// <summary>Collects faults of settings: the given value, what is expected, and its path in the configuration.</summary>
/// <param name="section">The section that settings were read from; null where there is none.</param>
internal sealed class Faults(IConfiguration? section = null)
{
    // Paths of thresholds are written without it.
    private const string Detection = "Detection:";

    private readonly List<string> _all = [];

    public bool None => _all.Count == 0;

    /// <summary>One line for each fault, as the exception shows them.</summary>
    public IEnumerable<string> Lines => _all.Select(f => "Session tracking: " + f);

    public void Add(string fault) => _all.Add(fault);

    public void AddRange(IEnumerable<string> faults) => _all.AddRange(faults);

    public void Between<T>(string option, T value, T least, T most) where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            Add($"{option} is {value}; expected {least} to {most}.{Source(option.Replace('.', ':'))}");
    }

    private string Source(string path) =>
        section?.GetSection(path) is { Value: not null } given ? $" It was given by {given.Path}."
        : section?.GetSection(Detection + path) is { Value: not null } threshold ? $" It was given by {threshold.Path}."
        : "";
}
