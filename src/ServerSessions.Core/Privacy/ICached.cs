namespace ServerSessions.Privacy;

/// <summary>Something that a <see cref="BoundedCache{T}"/> remembers, and that knows the text it was made of.</summary>
internal interface ICached
{
    bool IsOf(ReadOnlySpan<char> text);
}
