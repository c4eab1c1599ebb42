using System.Globalization;
using ServerSessions.Model;

namespace ServerSessions.Storage.Redis;

/// <summary>A figure of one hour of a day.</summary>
/// <param name="Hour">0 to 23; by the day 0.</param>
/// <param name="Name">How two of them are merged, "+" or "^", and the name that the fold gives it.</param>
internal readonly record struct RollupField(int Hour, string Name)
{
    private const int HourDigits = 2;

    public static RollupField Of(RollupDelta delta) => new((int)(delta.Hour % 24), Mark(delta.Merge) + delta.Field);

    /// <summary>Reads the name of a field of a hash.</summary>
    public static RollupField Of(string field) => new(int.Parse(field.AsSpan(0, HourDigits), NumberStyles.None, CultureInfo.InvariantCulture), field[HourDigits..]);

    /// <summary>The value of two of the same name.</summary>
    public long Merge(long one, long other) => Name[0] == Mark(RollupMerge.Max)[0] ? Math.Max(one, other) : one + other;

    /// <summary>The name of the field of a hash.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Hour:00}{Name}");

    private static string Mark(RollupMerge merge) => merge == RollupMerge.Max ? "^" : "+";
}
