using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using ServerSessions.Hosting.Configuration;
using ServerSessions.Model;

namespace ServerSessions.Hosting;

/// <summary>Collects faults of settings: the given value, what is expected, and its path in the configuration.</summary>
/// <param name="section">The section that settings were read from; null where there is none.</param>
/// <param name="further">The sections of further calls.</param>
internal sealed class Faults(IConfiguration? section = null, IEnumerable<FurtherSection>? further = null)
{
    private readonly IConfiguration[] _sections = [.. section is null ? [] : (IConfiguration[])[section], .. (further ?? []).Select(f => f.Section)];
    private readonly List<string> _all = [];

    public bool None => _all.Count == 0;

    /// <summary>One line for each fault, as the exception shows them.</summary>
    public IEnumerable<string> Lines => _all.Select(f => "Session tracking: " + f);

    public void Add(string fault) => _all.Add(fault);

    /// <summary>Adds a fault of an element of a list, with its path where configuration has given it.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="list">The list, such as <c>Flows</c>.</param>
    /// <param name="name">The name of the element, or the element itself in a list of texts.</param>
    /// <param name="member">The member that names an element.</param>
    public void Add(string fault, string list, string? name, string member = "Name") =>
        Add(fault + string.Concat(_sections.SelectMany(s => s.GetSection(list).GetChildren()).Where(e => (e.Value ?? e[member] ?? "") == (name ?? "")).Select(e => $" It was given by {e.Path}.")));

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

    // Of several sections the last one counts.
    private string Source(string option) => _sections.Select(s => s.GetSection(option.Replace('.', ':'))).LastOrDefault(s => s.Value is not null) is { } given ? $" It was given by {given.Path}." : "";
}
