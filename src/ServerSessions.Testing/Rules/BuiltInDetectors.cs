using ServerSessions.Detection;
using ServerSessions.Detection.Rules;

namespace ServerSessions.Testing;

/// <summary>The rules that the library brings, for a <see cref="DetectorHarness"/>.</summary>
public static class BuiltInDetectors
{
    /// <summary>All built-in rules, in the order of their ids.</summary>
    /// <param name="options">Thresholds; null for the defaults.</param>
    public static IReadOnlyList<ISessionDetector> All(DetectionOptions? options = null) => BuiltInRules.All(options ?? new DetectionOptions());

    /// <summary>One built-in rule.</summary>
    /// <param name="id">Its id, such as "D13".</param>
    /// <param name="options">Thresholds; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no built-in rule of that id.</exception>
    public static ISessionDetector Find(string id, DetectionOptions? options = null)
    {
        var all = All(options);
        return all.FirstOrDefault(d => d.Info.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no built-in rule \"{id}\". Expected one of: {string.Join(", ", all.Select(d => d.Info.Id))}.", nameof(id));
    }
}
