using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using ServerSessions.Model;

namespace ServerSessions.Hosting;

/// <summary>Collects faults of settings: the given value, what is expected, and its path in the configuration.</summary>
/// <param name="section">The section that settings were read from; null where there is none.</param>
internal sealed class Faults(IConfiguration? section = null)
{
    private readonly List<string> _all = [];

    public bool None => _all.Count == 0;

    /// <summary>One line for each fault, as the exception shows them.</summary>
    public IEnumerable<string> Lines => _all.Select(f => "Session tracking: " + f);

    public void Add(string fault) => _all.Add(fault);

    public void AddRange(IEnumerable<string> faults) => _all.AddRange(faults);

    /// <summary>Two options of one group of which the first must not exceed the second.</summary>
    public void InOrder<T>(string group, string lower, T least, string upper, T most) where T : IComparable<T>
    {
        if (least.CompareTo(most) > 0)
            Add(string.Create(CultureInfo.InvariantCulture, $"{group}.{lower} is {least} and {group}.{upper} is {most}; expected {lower} to be at most {upper}.{Source($"{group}.{lower}")}{Source($"{group}.{upper}")}"));
    }

    /// <summary>Adds what a generated validator found.</summary>
    public void AddRange(ValidateOptionsResult found)
    {
        foreach (var fault in RangeFaults.Of(found))
            Add(fault + Source(fault[..fault.IndexOf(' ', StringComparison.Ordinal)]));
    }

    private string Source(string option) => section?.GetSection(option.Replace('.', ':')) is { Value: not null } given ? $" It was given by {given.Path}." : "";
}
