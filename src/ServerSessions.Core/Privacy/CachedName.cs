using ServerSessions.Model;

namespace ServerSessions.Privacy;

/// <summary>A text with its computed pseudonyms. They are in the object itself, because reading a further object is slow.</summary>
/// <param name="text">The text.</param>
/// <param name="name">Its pseudonyms.</param>
/// <param name="keys">The keys they were computed with; null where these never change.</param>
internal sealed class CachedName(string text, KeyedName name, IdentityKeys? keys = null) : ICached
{
    public KeyedName Name => name;

    public bool IsUnder(IdentityKeys now) => keys == now;

    public bool IsOf(ReadOnlySpan<char> other) => other.SequenceEqual(text);
}
