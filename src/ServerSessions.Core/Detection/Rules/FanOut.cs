using ServerSessions.Model;
using ServerSessions.Model.Alerts;

namespace ServerSessions.Detection.Rules;

/// <summary>D18: one device of many users, one user in many places, or one source of many sessions whose clients never return.</summary>
internal sealed class FanOut(FanOutOptions options) : ISessionDetector
{
    public const string Id = "D18";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public DetectorInfo Info { get; } = new()
    {
        Id = Id,
        Name = "fan-out",
        Summary = "One device of many users, one user in many sessions and networks, or one source of many sessions that never return their cookie.",
        Subjects = [ActorKind.Source, ActorKind.User, ActorKind.Device],
        Mode = DetectionMode.Observe,
        Capacity = Math.Max(64, 4 * Math.Max(options.DeviceUsers, options.UserSessions)),
        Horizon = TimeSpan.FromTicks(Math.Max(Math.Max(options.DeviceWindow.Ticks, options.ParallelWindow.Ticks), (options.ReturnWithin + (3 * Minute)).Ticks)),
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

    /// <summary>
    /// The minutes whose clients have had the time to return their cookie. One beside a flood belongs to it when as few of its clients return, however many there are:
    /// a flood seldom begins and ends with a minute of the clock.
    /// </summary>
    public void Elapsed(DetectorContext context)
    {
        var memory = context.Memory;
        var silent = memory.Marks.Where(m => RipeAt(m) <= context.Now && NeverReturned(m) >= options.NeverReturned).ToList();
        var floods = silent.Where(m => m.Value >= (ulong)options.SourceSessions).ToList();
        var stated = silent.Where(m => floods.Exists(f => (f.Time - m.Time).Duration() <= Minute)).ToList();
        if (stated.Exists(m => !m.Notified))
            State(context, floods.MaxBy(m => m.Value), stated);
        memory.Forget(m => RipeAt(m) + Minute <= context.Now);
        WakeForNext(context);
    }

    private void State(DetectorContext context, Mark worst, List<Mark> minutes)
    {
        context.Raise(
            Severity.Low,
            $"One source opened {Words.Counted((int)Math.Min(worst.Value, int.MaxValue), SignalNews.Lump)} sessions in a minute, and {NeverReturned(worst):0 %} of them never returned the cookie within {Words.Of(options.ReturnWithin)}.",
            [.. minutes.Select(m => m with { Text = $"{m.Value} sessions opened in this minute, {m.Code} came back" })],
            new Measure("sessions in a minute", worst.Value, options.SourceSessions),
            new Measure("share that never returned", Math.Round(NeverReturned(worst), 3), options.NeverReturned));
        foreach (var minute in minutes.Where(m => !m.Notified))
        {
            context.Floods.Add(new SessionFlood(minute.Time, minute.Time + Minute, context.Subject.High, minute.Text));
            context.Memory.Forget(m => m.Time == minute.Time);
            context.Memory.Add(minute with { Notified = true });
        }
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

    // A mark is a minute: Value counts the sessions that were opened in it, Code those whose client came back with the cookie; Text is the client.
    private void CountOpened(DetectorContext context)
    {
        var isOpened = context.IsFirstContact;
        var opened = isOpened ? context.Now : context.Session.Start;
        var minute = new DateTimeOffset(opened.UtcTicks - (opened.UtcTicks % Minute.Ticks), TimeSpan.Zero);
        var memory = context.Memory;
        var before = memory.Marks.FirstOrDefault(m => m.Time == minute);
        if (!isOpened && (before.Value == 0 || RipeAt(before) <= context.Now))
            return; // its minute was judged
        memory.Forget(m => m.Time == minute);
        memory.Add(isOpened
            ? new Mark(minute, before.Value + (ulong)context.Contacts, before.Code, context.Session, context.Step, context.Outcome, context.Client) { Notified = before.Notified }
            : before with { Code = (int)Math.Min((long)before.Code + context.Contacts, int.MaxValue) });
        WakeForNext(context);
    }

    // A judged minute waits for the one after it. While a backlog is folded, those who came back are reported as late as those who came.
    private void WakeForNext(DetectorContext context)
    {
        foreach (var minute in context.Memory.Marks)
            context.WakeAt((RipeAt(minute) <= context.Now ? RipeAt(minute) + Minute : RipeAt(minute)) + (context.ReportedBy(TimeSpan.Zero) - context.Now));
    }

    private DateTimeOffset RipeAt(in Mark minute) => minute.Time + Minute + options.ReturnWithin;

    private static double NeverReturned(in Mark minute) => minute.Value == 0 ? 0 : 1 - (Math.Min(minute.Code, (double)minute.Value) / minute.Value);
}
