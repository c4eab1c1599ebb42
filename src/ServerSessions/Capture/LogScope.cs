using System.Collections;

namespace ServerSessions.Capture;

/// <summary>
/// Joins the application's logs to journeys: a scope with key and user of the request, made out when a line is written. What decides how a visitor is known is
/// never asked for here, so the key of a first request is there once something else has asked.
/// </summary>
internal sealed class LogScope(Visit visit) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private volatile Snapshot _last = new(default, default, []);

    public int Count => Values().Length;

    // By what Count has said: a reader that goes by index would see the members change between two of them.
    public KeyValuePair<string, object?> this[int index] => _last.Values is var last && index < last.Length ? last[index] : Values()[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, object?>>)Values()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(' ', Values().Select(v => $"{v.Key}:{v.Value}"));

    // A line that is written after the request has ended, by work that it left behind, has what was known at its end.
    private KeyValuePair<string, object?>[] Values()
    {
        var last = _last;
        if (visit.HasEnded)
            return last.Values;
        var (key, user) = (visit.KnownKey, visit.User);
        if (last.Key == key && last.User == user)
            return last.Values;
        KeyValuePair<string, object?>[] values =
        [
            .. key.IsNone ? [] : (KeyValuePair<string, object?>[])[new(RequestTags.Key, key.ToString())],
            .. user.IsNone ? [] : (KeyValuePair<string, object?>[])[new(RequestTags.User, user.ToString())],
        ];
        _last = new Snapshot(key, user, values);
        return values;
    }

    private sealed record Snapshot(Pseudonym Key, Pseudonym User, KeyValuePair<string, object?>[] Values);
}
