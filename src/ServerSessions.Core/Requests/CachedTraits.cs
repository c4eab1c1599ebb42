using ServerSessions.Model;
using ServerSessions.Privacy;

namespace ServerSessions.Requests;

/// <summary>The traits that were computed from a text, and the key that they were computed with.</summary>
internal sealed class CachedTraits(string text, ClientTraits traits, IdentityKey key) : ICached
{
    public ClientTraits Traits => traits;

    public IdentityKey Key => key;

    public bool IsOf(ReadOnlySpan<char> other) => other.SequenceEqual(text);
}
