namespace ServerSessions.Storage;

/// <param name="From">Minimum order, inclusive.</param>
/// <param name="To">Maximum order, exclusive.</param>
/// <param name="Limit">Page size.</param>
/// <param name="Descending">Newest first.</param>
/// <param name="After">(order, id) of the last document of the previous page.</param>
internal readonly record struct DocumentRange(
    long From, long To, int Limit, bool Descending = false, (long Order, string Id)? After = null)
{
    public static DocumentRange Newest(int max) => new(long.MinValue, long.MaxValue, max, Descending: true);

    public static DocumentRange Oldest(int max) => new(long.MinValue, long.MaxValue, max);
}
