using System.Globalization;

namespace ServerSessions.Benchmarks.Running;

/// <summary>The figures of a benchmark's last line, in the order they were added.</summary>
internal sealed class Figures
{
    private readonly List<string> _pairs = [];

    public Figures Add(string key, double value, int decimals)
    {
        _pairs.Add($"{key}={Math.Round(value, decimals).ToString(CultureInfo.InvariantCulture)}");
        return this;
    }

    public Figures Add(string key, long value)
    {
        _pairs.Add($"{key}={value.ToString(CultureInfo.InvariantCulture)}");
        return this;
    }

    public string Line(string benchmark) => $"{benchmark} {string.Join(' ', _pairs)}";
}
