namespace ServerSessions.Detection.Rules;

/// <summary>D7: one session, or one user in several sessions, requests objects of one route that are not its own, one after the other.</summary>
internal sealed class ObjectProbing(ObjectProbingOptions options) : ISessionDetector
{
    private const int Ordinal = 1;
    private const int MinRun = 3;
    private const long Neighbours = 1_000;

    public DetectorInfo Info { get; } = new()
    {
        Id = "D7",
        Name = "object probing",
        Summary = "One session, or one user in several sessions, is refused many objects of one route.",
        Subjects = [ActorKind.Session, ActorKind.User],
        Mode = DetectionMode.Alert,
        Capacity = Math.Max(64, 2 * options.LongObjects),
        Horizon = options.LongWindow,
        References = ["OWASP ASVS 5.0 8.2.2", "OWASP API1:2023 Broken Object Level Authorization", "OWASP AppSensor ACE1", "CWE-639", "MITRE ATT&CK T1190"],
    };

    // Sent to the login is no refusal of an object: a browser that restores its tabs after a night meets that for each of them.
    public bool Concerns(DetectorContext context) =>
        context.Object != 0 && UserMarks.Concerns(context)
        && (context.Outcome is Outcome.Denied ? !context.User.IsNone || context.Status == 403
            : options.MissingCounts && context.Outcome is Outcome.Missing && !context.User.IsNone);

    public void Observe(DetectorContext context)
    {
        var now = context.Now;
        var memory = context.Memory;
        var (step, value) = (context.Step, context.Object);
        memory.ForgetBefore(now - options.LongWindow);
        // Asked for again it is no other object.
        memory.Forget(m => m.Value == value && m.Step == step);
        memory.Add(context.Mark(value, context.IsObjectOrdinal ? Ordinal : 0, context.IsObjectOrdinal ? null : $"object {value:x16}") with { Actor = context.AuthSession });

        var all = UserMarks.Of(context, memory.Marks.Where(m => m.Step == step), own => Found(own, now) is not null);
        if (Found(all, now) is not { } found)
            return;
        UserMarks.AnswerEach(context, all, own => Found(own, now) is not null);
        var (marks, inRow, needed, window) = found;
        context.Raise(
            marks.Count >= needed ? Severity.Medium : Severity.Low,
            $"{step} refused {Words.Counted(marks.Count, Info.Capacity)} different objects to {UserMarks.Owner(context, marks)} within {window.TotalMinutes:0.#} minutes{(inRow > 0 ? $"; {inRow} of their ids follow each other" : "")}.",
            marks,
            new Measure("distinct objects refused, those in a row twice", marks.Count + inRow, needed),
            new Measure("ids in a row", inRow, MinRun));
    }

    private (List<Mark> Marks, int InRow, int Needed, TimeSpan Window)? Found(List<Mark> all, DateTimeOffset now)
    {
        var recent = all.Where(m => m.Time >= now - options.Window).ToList();
        if (InRow(recent) is var recentInRow && recent.Count + recentInRow >= options.Objects)
            return (recent, recentInRow, options.Objects, options.Window);
        return InRow(all) is var inRow && all.Count + inRow >= options.LongObjects ? (all, inRow, options.LongObjects, options.LongWindow) : null;
    }

    // Marks of numbers that only rise, or only fall, in steps that a person counting would take.
    private static int InRow(List<Mark> marks)
    {
        var (total, run, direction) = (0, 1, 0);
        for (var i = 1; i <= marks.Count; i++)
        {
            var step = i < marks.Count && (marks[i].Code & marks[i - 1].Code & Ordinal) != 0 ? unchecked((long)(marks[i].Value - marks[i - 1].Value)) : 0;
            var next = step is 0 or > Neighbours or < -Neighbours ? 0 : Math.Sign(step);
            if (next != 0 && (direction == 0 || next == direction))
            {
                run++;
                direction = next;
                continue;
            }

            total += run >= MinRun ? run : 0;
            (run, direction) = next == 0 ? (1, 0) : (2, next);
        }

        return total;
    }
}
