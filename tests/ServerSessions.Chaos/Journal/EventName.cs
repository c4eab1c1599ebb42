using System.Globalization;

namespace ServerSessions.Chaos.Journal;

/// <summary>
/// How an event is known again in a journey: the step's name is its number in the session. So the steps of a stored session say
/// what was folded, how often, and in what order.
/// </summary>
internal static class EventName
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 512).Select(n => string.Create(CultureInfo.InvariantCulture, $"e{n}"))];

    public static string Of(int number) => Names[number];

    /// <summary>-1 when it is no name of ours.</summary>
    public static int NumberOf(string name) =>
        name.Length > 1 && name[0] == 'e' && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
