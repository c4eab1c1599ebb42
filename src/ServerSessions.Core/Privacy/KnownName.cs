using ServerSessions.Model;

namespace ServerSessions.Privacy;

/// <summary>A text whose pseudonyms were computed. They are in the object itself: a look at one object more is dear.</summary>
/// <param name="text">The text.</param>
/// <param name="name">Its pseudonyms.</param>
/// <param name="keys">What they were computed with; null where that never changes.</param>
internal sealed class KnownName(string text, KeyedName name, IdentityKeys? keys = null) : ICached
{
    public KeyedName Name => name;

    public bool IsUnder(IdentityKeys now) => keys == now;

    public bool IsOf(ReadOnlySpan<char> other) => other.SequenceEqual(text);
}
