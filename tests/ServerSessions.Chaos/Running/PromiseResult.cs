using System.Globalization;

namespace ServerSessions.Chaos.Running;

/// <summary>The figures of a run, in the order they were added, and what was not reached.</summary>
internal sealed class PromiseResult(string name)
{
    private readonly List<string> _pairs = [];
    private readonly List<string> _broken = [];

    public IReadOnlyList<string> Broken => _broken;

    public bool Held => _broken.Count == 0;

    public string Line => $"{name} {string.Join(' ', _pairs)} {(Held ? "held" : "BROKEN")}";

    public void Add(string key, double value, int decimals = 0) =>
        _pairs.Add($"{key}={Math.Round(value, decimals).ToString(CultureInfo.InvariantCulture)}");

    /// <summary>A figure that must be this.</summary>
    public void AddExactly(string key, long value, long expected)
    {
        Add(key, value);
        Require(value == expected, $"{key} is {value}, expected {expected}");
    }

    /// <summary>A figure that may be this at most.</summary>
    public void AddAtMost(string key, double value, double max, int decimals = 0)
    {
        Add(key, value, decimals);
        Require(value <= max, string.Create(CultureInfo.InvariantCulture, $"{key} is {value:0.###}, expected at most {max:0.###}"));
    }

    /// <summary>A figure that must be this at least.</summary>
    public void AddAtLeast(string key, double value, double min, int decimals = 0)
    {
        Add(key, value, decimals);
        Require(value >= min, string.Create(CultureInfo.InvariantCulture, $"{key} is {value:0.###}, expected at least {min:0.###}"));
    }

    public void Require(bool held, string otherwise)
    {
        if (!held)
            _broken.Add(otherwise);
    }
}
