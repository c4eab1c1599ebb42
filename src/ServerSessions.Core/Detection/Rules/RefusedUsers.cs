namespace ServerSessions.Detection.Rules;

/// <summary>
/// D8's memory of an endpoint and of the site: which users an endpoint refused, and how many users the site saw in a day. A wrong link or role meets a share of the
/// people of a site, so the number that proves it grows with them. Users whom the endpoint refused several objects try objects, which is D7's.
/// </summary>
internal static class RefusedUsers
{
    /// <summary>Room for users, beside one answer.</summary>
    public const int Room = 256;

    private const ulong EndpointKind = 0x454E_4450;
    private const int Objects = 3;
    private const int ObjectsMask = 3;
    private const int PowerShift = 2;
    private const int IsAnswer = 1 << 30;
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMinutes(10);
    private static readonly MarkSample Users = new(IsAnswer, 0, PowerShift);

    /// <summary>An endpoint as an actor.</summary>
    public static Pseudonym EndpointOf(ulong hash) => new(EndpointKind, hash);

    /// <summary>Counts a user of the site.</summary>
    public static void See(DetectorContext context, TimeSpan window)
    {
        var (memory, user) = (context.Memory, context.User);
        memory.ForgetBefore(context.Now - window);
        memory.Forget(m => m.Actor == user);
        Users.Add(memory, context.Mark() with { Actor = user }, Room);
    }

    /// <summary>Answers how many users the site saw.</summary>
    public static void Answer(DetectorContext context, TimeSpan window)
    {
        context.Memory.ForgetBefore(context.Now - window);
        context.Tell(ActorKind.Endpoint, EndpointOf(context.Path), context.Mark(), (ulong)Users.Count(context.Memory));
    }

    /// <summary>Notes a refusal, and how many different objects it was for.</summary>
    public static void Refuse(DetectorContext context, TimeSpan window)
    {
        var (memory, user) = (context.Memory, context.User);
        memory.ForgetBefore(context.Now - window);
        var before = memory.Marks.FirstOrDefault(m => m.Actor == user);
        var objects = before.Step is null ? 1 : Math.Min((before.Code & ObjectsMask) + (before.Value == context.Object ? 0 : 1), Objects);
        memory.Forget(m => m.Actor == user);
        Users.Add(memory, context.Mark(context.Object, objects, $"policy {context.Policy}") with { Actor = user }, Room);
    }

    /// <summary>The users who meet the endpoint, and do not try objects.</summary>
    public static List<Mark> List(DetectorMemory memory) => [.. memory.Marks.Where(m => Users.Includes(m) && (m.Code & ObjectsMask) < Objects)];

    /// <summary>Number of users that these marks represent.</summary>
    public static int Count(List<Mark> users) => users.Sum(m => Users.Weight(m));

    /// <summary>Number of users that the site saw; null until it has answered or cannot.</summary>
    public static int? UsersSeen(DetectorContext context)
    {
        var memory = context.Memory;
        var answer = memory.Marks.FirstOrDefault(m => (m.Code & IsAnswer) != 0);
        if (answer.Step is not null && context.Now - answer.Time < AskEvery)
        {
            if (context.Now - answer.Time >= AnswerTime)
                return (int)answer.Value;
            context.WakeAt(answer.Time + AnswerTime);
            return null;
        }

        memory.Forget(m => (m.Code & IsAnswer) != 0);
        memory.Add(new Mark(context.ReportedBy(TimeSpan.Zero), answer.Value, IsAnswer, default, "", default, null));
        context.Tell(ActorKind.Site, SiteKinds.Subject, context.Mark(), context.SubjectHash);
        context.WakeAt(context.ReportedBy(AnswerTime));
        return null;
    }

    public static void Hear(DetectorContext context)
    {
        var memory = context.Memory;
        var answer = memory.Marks.FirstOrDefault(m => (m.Code & IsAnswer) != 0);
        if (answer.Step is null)
            return;
        memory.Forget(m => (m.Code & IsAnswer) != 0);
        memory.Add(answer with { Value = context.Path });
    }
}
