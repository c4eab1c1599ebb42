using System.Collections.Frozen;
using ServerSessions.Requests;

namespace ServerSessions.Capture.Labels;

/// <summary>The values of one parameter or trait: the declared ones, and a limited number of others a day. Beyond them a value is "(other)", so names in figures stay few.</summary>
internal sealed class BoundedValues(IEnumerable<string> declared, int max, Action replaced)
{
    public const string Other = "(other)";
    public const int MaxLength = 64;

    private const long Day = 86_400_000_000;

    private readonly FrozenSet<string> _declared = declared.Select(v => Clean(v)).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _day;

    /// <param name="text">The decoded value.</param>
    /// <param name="time">Start of the request, Unix microseconds.</param>
    /// <returns>The value to keep; null when it is empty.</returns>
    public string? Of(ReadOnlySpan<char> text, long time)
    {
        if (Clean(text) is not { } value)
            return null;
        if (_declared.Contains(value))
            return value;
        if (!value.Contains('@', StringComparison.Ordinal) && IsKept(value, time / Day))
            return value;
        replaced();
        return Other;
    }

    private bool IsKept(string value, long day)
    {
        lock (_lock)
        {
            if (day > _day)
            {
                _others.Clear();
                _day = day;
            }

            return _others.Contains(value) || (_others.Count < max && _others.Add(value));
        }
    }

    private static string? Clean(ReadOnlySpan<char> text) =>
        text.Trim() is { IsEmpty: false } trimmed ? Texts.Cut(trimmed.ToString().ToLowerInvariant(), MaxLength) : null;
}
