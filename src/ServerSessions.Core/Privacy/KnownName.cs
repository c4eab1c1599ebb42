using ServerSessions.Model;

namespace ServerSessions.Privacy;

/// <summary>A text whose pseudonyms were computed. With one key they are in the object itself: a look at one object more is dear.</summary>
internal sealed class KnownName(string text, Pseudonym only, Pseudonym[]? every) : ICached
{
    public KeyedName Under(KeySet key) => new(every is null ? only : every[key.Place], every);

    public bool IsOf(ReadOnlySpan<char> other) => other.SequenceEqual(text);
}
