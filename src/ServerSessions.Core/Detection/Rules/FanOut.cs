using ServerSessions.Model;

namespace ServerSessions.Detection.Rules;

/// <summary>D18: one device of many users, one user in many places, or one source of many sessions whose clients never return.</summary>
internal sealed class FanOut(FanOutOptions options) : ISessionDetector
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public DetectorInfo Info { get; } = new()
    {
        Id = "D18",
        Name = "fan-out",
        Summary = "One device of many users, one user in many sessions and networks, or one source of many sessions that never return their cookie.",
        Subjects = [ActorKind.Source, ActorKind.User, ActorKind.Device],
        Mode = DetectionMode.Observe,
        Capacity = Math.Max(64, 4 * Math.Max(options.DeviceUsers, options.UserSessions)),
        Horizon = TimeSpan.FromTicks(Math.Max(Math.Max(options.DeviceWindow.Ticks, options.ParallelWindow.Ticks), (options.ReturnWithin + (2 * Minute)).Ticks)),
        References = ["OWASP OAT-019 Account Creation", "OWASP ASVS 5.0 7.1.2", "OWASP AppSensor UT1", "MITRE ATT&CK T1078", "CWE-770"],
    };

    public bool Concerns(DetectorContext context) => context.SubjectKind switch
    {
        ActorKind.Device => context.IsSignIn && !context.User.IsNone,
        // A key of the day changes with the network: one phone would be several sessions.
        ActorKind.User => context.IsPresence && context.KeyKind != KeyKind.Daily,
        ActorKind.Source => context.Contacts > 0,
        _ => false,
    };

    // A page can send a login's form; it cannot be in another network.
    public bool IsInducible(DetectorContext context) => context.SubjectKind == ActorKind.Device;

    public void Observe(DetectorContext context)
    {
        switch (context.SubjectKind)
        {
            case ActorKind.Device:
                SeeUser(context);
                break;
            case ActorKind.User:
                SeeSession(context);
                break;
            default:
                CountOpened(context);
                break;
        }
    }

    /// <summary>The minutes whose clients have had the time to return their cookie.</summary>
    public void Elapsed(DetectorContext context)
    {
        var ripe = context.Memory.Marks.Where(m => m.Time + Minute + options.ReturnWithin <= context.Now).ToList();
        context.Memory.Forget(m => m.Time + Minute + options.ReturnWithin <= context.Now);
        WakeForNext(context);
        var floods = ripe.Where(m => m.Value >= (ulong)options.SourceSessions && NeverReturned(m) >= options.NeverReturned).ToList();
        if (floods.Count == 0)
            return;
        var worst = floods.MaxBy(m => m.Value);
        context.Raise(
            Severity.Low,
            $"One source opened {Words.Counted((int)Math.Min(worst.Value, int.MaxValue), SignalNews.Lump)} sessions in a minute, and {NeverReturned(worst):0 %} of them never returned the cookie within {Words.Of(options.ReturnWithin)}.",
            [.. floods.Select(m => m with { Text = $"{m.Value} sessions opened in this minute, {m.Code} came back" })],
            new Measure("sessions in a minute", worst.Value, options.SourceSessions),
            new Measure("share that never returned", Math.Round(NeverReturned(worst), 3), options.NeverReturned));
    }

    private void SeeUser(DetectorContext context)
    {
        var (memory, user) = (context.Memory, context.User.Low);
        memory.ForgetBefore(context.Now - options.DeviceWindow);
        memory.Forget(m => m.Value == user);
        memory.Add(context.Mark(user, text: $"user {context.User.ToString()[..12]} signed in"));
        var marks = memory.Marks;
        if (marks.Count < options.DeviceUsers)
            return;
        context.Raise(
            Severity.Low, $"{Words.CountedFirst(marks.Count, Info.Capacity)} users signed in on one device within {Words.Of(options.DeviceWindow)}.",
            [.. marks], new Measure("users", marks.Count, options.DeviceUsers));
    }

    private void SeeSession(DetectorContext context)
    {
        var (memory, code, session) = (context.Memory, (int)(context.Network & 0x7FFF_FFFF), SessionOf(context));
        memory.ForgetBefore(context.Now - options.ParallelWindow);
        memory.Forget(m => m.Value == session && m.Code == code);
        memory.Add(context.Mark(session, code, $"active in network {SignIns.NetworkName(context.Network)}") with { Actor = context.AuthSession });
        var marks = memory.Marks;
        var sessions = marks.Select(m => m.Value).Distinct().Count();
        // Where each session is now: a phone that moves has been in several networks, and is in one.
        var networks = marks.GroupBy(m => m.Value).Select(s => s.Last().Code).Distinct().Count();
        if (sessions < options.UserSessions || networks < options.UserNetworks)
            return;
        context.NameSignIn(marks[^1], marks[^1].Actor, context.Subject);
        context.Raise(
            Severity.Medium, $"One user is active in {sessions} sessions in {networks} networks within {Words.Of(options.ParallelWindow)}.",
            [.. marks],
            new Measure("parallel sessions", sessions, options.UserSessions),
            new Measure("networks", networks, options.UserNetworks));
    }

    // The browser, where a cookie names it: what a browser begins anew after signing out is no other session.
    private static ulong SessionOf(DetectorContext context) => context.Device.IsNone ? context.AuthSession.Low : context.Device.Low;

    // A mark is a minute: Value counts the sessions that were opened in it, Code those whose client came back with the cookie.
    private void CountOpened(DetectorContext context)
    {
        var isOpened = context.IsFirstContact;
        var opened = isOpened ? context.Now : context.Session.Start;
        var minute = new DateTimeOffset(opened.UtcTicks - (opened.UtcTicks % Minute.Ticks), TimeSpan.Zero);
        var memory = context.Memory;
        var before = memory.Marks.FirstOrDefault(m => m.Time == minute);
        if (!isOpened && before.Value == 0)
            return; // its minute was judged
        memory.Forget(m => m.Time == minute);
        memory.Add(isOpened
            ? new Mark(minute, before.Value + (ulong)context.Contacts, before.Code, context.Session, context.Step, context.Outcome, null)
            : before with { Code = (int)Math.Min((long)before.Code + context.Contacts, int.MaxValue) });
        WakeForNext(context);
    }

    // While a backlog is folded, those who came back are reported as late as those who came.
    private void WakeForNext(DetectorContext context)
    {
        if (context.Memory.Marks.Count > 0)
            context.WakeAt(context.Memory.Marks[0].Time + Minute + options.ReturnWithin + (context.ReportedBy(TimeSpan.Zero) - context.Now));
    }

    private static double NeverReturned(in Mark minute) => minute.Value == 0 ? 0 : 1 - (Math.Min(minute.Code, (double)minute.Value) / minute.Value);
}
