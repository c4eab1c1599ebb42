namespace ServerSessions.Privacy;

/// <summary>An entry of a <see cref="BoundedCache{T}"/>, which contains the text it was made of.</summary>
internal interface ICached
{
    bool IsOf(ReadOnlySpan<char> text);
}
