namespace ServerSessions.Detection.Rules;

/// <summary>
/// Distinguishes broken links of the site from guessed paths. It counts the networks whose sessions were shown pages and then requested a path, which another page's
/// author or a client alone cannot bring about. The counts of all paths share a fixed number of memories: a flood of paths displaces the oldest counts, and a path
/// without a count is forgiven to no source. A network has one vote in each memory, which its paths share: readers of a broken link request few others, and an
/// attacker needs one more network for each further path to be forgiven.
/// </summary>
internal static class MissingPaths
{
    /// <summary>Number of marks in one memory.</summary>
    public const int Room = 192;

    private const int Memories = 256;
    private const int RoomOfNetwork = 16;
    private const int Networks = 3;
    private const double Rounding = 1e-9;
    private const ulong Kind = 0x4D49_5353;

    /// <summary>The memory that counts a path.</summary>
    public static Pseudonym MemoryOf(ulong path) => new(Kind, path % Memories);

    /// <summary>Counts the network of a request for the path.</summary>
    public static void Note(DetectorContext context, TimeSpan window)
    {
        var (memory, path, network) = (context.Memory, context.Path, new Pseudonym(context.Network, 0));
        memory.ForgetBefore(context.Now - window);
        memory.Forget(m => m.Value == path && m.Actor == network);
        var surplus = memory.Marks.Count(m => m.Actor == network) - RoomOfNetwork + 1;
        memory.Forget(m => m.Actor == network && surplus-- > 0);
        memory.Add(context.Mark(path) with { Actor = network });
    }

    /// <summary>Requests the count of a path for the source or network that this rule runs for.</summary>
    public static void Ask(DetectorContext context, in Mark mark) =>
        context.Tell(ActorKind.Endpoint, MemoryOf(mark.Value), mark with { Time = context.Now }, mark.Value);

    /// <summary>Answers such a request where the path is a broken link.</summary>
    public static void Answer(DetectorContext context, TimeSpan window)
    {
        var (path, earliest) = (context.Path, context.Now - window);
        var recent = context.Memory.Marks.Where(m => m.Time >= earliest).ToList();
        var voices = recent.Where(m => m.Value == path).Sum(m => 1.0 / recent.Count(other => other.Actor == m.Actor));
        if (voices < Networks - Rounding)
            return;
        var answer = context.Mark();
        context.Tell(ActorKind.Source, new Pseudonym(context.Network, context.Agent), answer, path);
        if (context.Agent == 0)
            context.Tell(ActorKind.Network, new Pseudonym(context.Network, 0), answer, path);
    }
}
