namespace ServerSessions.Storage.Codec;

/// <summary>
/// A value that <see cref="IndexTable{T, TSource}"/> numbers. It is looked for by what it would be made of, so that nothing is copied for
/// what is known. Its own hash code is that of its source.
/// </summary>
internal interface IIndexed<T, TSource>
    where T : struct
{
    static abstract T Of(in TSource source);

    static abstract int Hash(in TSource source);

    bool IsOf(in TSource source);
}
