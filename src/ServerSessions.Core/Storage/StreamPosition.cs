using System.Globalization;

namespace ServerSessions.Storage;

/// <summary>
/// Position of an entry in a partition's log: the storage's milliseconds and a counter within them, ordered. The default is
/// before every entry. (The id of a Redis stream entry has this form.)
/// </summary>
internal readonly record struct StreamPosition(long Milliseconds, long Counter) : IComparable<StreamPosition>
{
    public static StreamPosition Start => default;

    public int CompareTo(StreamPosition other) =>
        Milliseconds != other.Milliseconds ? Milliseconds.CompareTo(other.Milliseconds) : Counter.CompareTo(other.Counter);

    public static bool operator >(StreamPosition left, StreamPosition right) => left.CompareTo(right) > 0;

    public static bool operator <(StreamPosition left, StreamPosition right) => left.CompareTo(right) < 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Milliseconds}-{Counter}");

    public static bool TryParse(string text, out StreamPosition position)
    {
        position = default;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0
            || !long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || !long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var counter))
            return false;
        position = new StreamPosition(milliseconds, counter);
        return true;
    }
}
