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

    public bool IsEmpty => Tasks.Length == 0 && Features.Length == 0 && Places.Length == 0;

    /// <summary>Time of what is newest in it, Unix microseconds.</summary>
    public long NewestAt => Math.Max(Newest(Tasks, t => t.At), Math.Max(Newest(Features, f => f.At), Newest(Places, p => p.At)));

    /// <param name="progress">What a session reports.</param>
    /// <param name="forgetBefore">What is older is left out, Unix microseconds.</param>
    public PersonMemory With(PersonProgress progress, long forgetBefore) => progress.MovesAway ? Without(progress.Session) : new()
    {
        Tasks = Merged(Tasks, progress.News.Tasks, t => (t.Name, t.IsForm), t => t.At, MaxTasks, forgetBefore),
        Features = Merged(Features, progress.News.Features, f => f.Name, f => f.At, MaxFeatures, forgetBefore),
        Places = Merged(Places, progress.News.Places, p => p.Session, p => p.At, MaxPlaces, forgetBefore),
    };

    // A browser's session that turned out to be a user's is the user's alone.
    private PersonMemory Without(SessionId session) => new()
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
