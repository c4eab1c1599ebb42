using System.Globalization;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Storage.Redis;

/// <summary>A figure of one hour of a day.</summary>
/// <param name="Hour">0 to 23; by the day 0.</param>
/// <param name="Name">How two of them are merged, "+" or "^", and the name that the fold gives it.</param>
internal readonly record struct RollupField(int Hour, string Name)
{
    private const int HourDigits = 2;

    /// <summary>The name of a figure as a field of a hash.</summary>
    public static string NameOf(RollupDelta delta) => string.Create(CultureInfo.InvariantCulture, $"{delta.Hour % 24:00}{Mark(delta.Merge)}{delta.Field}");

    /// <summary>Reads the name of a field of a hash.</summary>
    /// <exception cref="InvalidMessageException"><see cref="NameOf"/> did not write it.</exception>
    public static RollupField Of(string field) =>
        field.Length > HourDigits && int.TryParse(field.AsSpan(0, HourDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            ? new(hour, field[HourDigits..])
            : throw new InvalidMessageException($"A field of rollups has a name of {field.Length} characters that does not begin with an hour.");

    /// <summary>The value of two of the same name.</summary>
    public long Merge(long one, long other) => Name[0] == Mark(RollupMerge.Max) ? Math.Max(one, other) : one + other;

    private static char Mark(RollupMerge merge) => merge == RollupMerge.Max ? '^' : '+';
}
