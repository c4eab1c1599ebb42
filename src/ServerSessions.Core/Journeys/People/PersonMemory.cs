namespace ServerSessions.Journeys.People;

/// <summary>
/// What is remembered of one person over sessions, bounded. Reports of sessions are merged in any order, and more than once, with the same result: of each task,
/// feature and place the newest counts.
/// </summary>
internal sealed record PersonMemory
{
    public const int MaxTasks = 16;
    public const int MaxFeatures = 16;
    public const int MaxPlaces = 4;

    public static PersonMemory Empty { get; } = new();

    public RememberedTask[] Tasks { get; init; } = [];

    public RememberedFeature[] Features { get; init; } = [];

    /// <summary>Of each session one, the newest first.</summary>
    public RememberedPlace[] Places { get; init; } = [];

    /// <summary>
    /// Until when the person has withdrawn, Unix microseconds; zero for never. What is not newer is not remembered again, whichever session reports it: sessions that
    /// were open then, on this device or another, still report.
    /// </summary>
    public long WithdrawnUntil { get; init; }

    /// <summary>Whether there is nothing to keep.</summary>
    public bool IsEmpty => Tasks.Length == 0 && Features.Length == 0 && Places.Length == 0 && WithdrawnUntil == 0;

    /// <summary>Time of what is newest in it, Unix microseconds.</summary>
    public long NewestAt => Math.Max(Math.Max(Newest(Tasks, t => t.At), WithdrawnUntil), Math.Max(Newest(Features, f => f.At), Newest(Places, p => p.At)));

    /// <param name="progress">What a session reports.</param>
    /// <param name="forgetBefore">What is older is left out, Unix microseconds.</param>
    public PersonMemory With(PersonProgress progress, long forgetBefore) => progress.MovesAway ? Without(progress.Session) : Merged(progress.News, forgetBefore);

    /// <param name="until">What is not newer is removed and not remembered again, Unix microseconds.</param>
    /// <param name="forgetBefore">What is older is left out, Unix microseconds.</param>
    public PersonMemory Withdrawn(long until, long forgetBefore) => (this with { WithdrawnUntil = Math.Max(WithdrawnUntil, until) }).Merged(Empty, forgetBefore);

    private PersonMemory Merged(PersonMemory news, long forgetBefore)
    {
        var from = Math.Max(forgetBefore, WithdrawnUntil + 1);
        return new PersonMemory
        {
            Tasks = Merged(Tasks, news.Tasks, t => (t.Name, t.IsForm), t => t.At, MaxTasks, from),
            Features = Merged(Features, news.Features, f => f.Name, f => f.At, MaxFeatures, from),
            Places = Merged(Places, news.Places, p => p.Session, p => p.At, MaxPlaces, from),
            WithdrawnUntil = WithdrawnUntil < forgetBefore ? 0 : WithdrawnUntil,
        };
    }

    // A browser's session that turned out to be a user's is the user's alone.
    private PersonMemory Without(SessionId session) => this with
    {
        Tasks = [.. Tasks.Where(t => t.Session != session)],
        Features = [.. Features.Where(f => f.Session != session)],
        Places = [.. Places.Where(p => p.Session != session)],
    };

    private static T[] Merged<T, TKey>(T[] old, T[] news, Func<T, TKey> key, Func<T, long> at, int max, long forgetBefore) =>
        news.Length == 0 && Array.TrueForAll(old, x => at(x) >= forgetBefore) ? old
        : [.. news.Concat(old).Where(x => at(x) >= forgetBefore).OrderByDescending(at).DistinctBy(key).Take(max)];

    private static long Newest<T>(T[] all, Func<T, long> at) => all.Length == 0 ? 0 : all.Max(at);
}
