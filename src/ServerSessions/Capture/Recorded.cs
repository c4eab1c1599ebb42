using ServerSessions.Model;
using ServerSessions.Requests;

namespace ServerSessions.Capture;

/// <summary>An event that the application recorded, with its time in Unix microseconds.</summary>
internal readonly record struct Recorded(string Name, long Time, KeyValuePair<string, string>[] Properties)
{
    private const int MaxProperties = 16;

    /// <summary>Whether it had a value that no figure counts, which was removed.</summary>
    public bool IsValueRefused { get; private init; }

    /// <summary>An event with the first 16 properties, each text cut to the length of a name.</summary>
    public static Recorded Of(string name, long time, IEnumerable<KeyValuePair<string, string>>? properties)
    {
        var (stored, isRefused) = EventValue.Stored(
            [.. (properties ?? []).Take(MaxProperties).Select(p => KeyValuePair.Create(Texts.Cut(p.Key ?? "", Guard.NameLength), Texts.Cut(p.Value ?? "", Guard.NameLength)))]);
        return new Recorded(Texts.Cut(name, Guard.NameLength), time, stored) { IsValueRefused = isRefused };
    }
}
