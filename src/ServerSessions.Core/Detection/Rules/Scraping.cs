namespace ServerSessions.Detection.Rules;

/// <summary>D17: a client takes the items of an endpoint one after the other, far more of them than people read.</summary>
internal sealed class Scraping(ScrapingOptions options) : ISessionDetector
{
    private const int Sketch = 64; // the 64 smallest hashes tell how many there are, to about an eighth
    private const int Routes = 2;
    private const int Counter = 1;
    private const int Item = 2;

    // Below this number of requests there is no scraping, and nothing is kept about the client.
    private const int MinRequests = 60;

    // A user's items over all sessions: those whose hash begins with three zeros, so that few requests are reported. They are the smallest, which the sketch keeps.
    private const int SampleBits = 3;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    public DetectorInfo Info { get; } = new()
    {
        Id = "D17",
        Name = "scraping",
        Summary = "One session, one user in several sessions, or one source without cookies, asks for far more distinct items of an endpoint than sessions do, hardly any of them twice.",
        Subjects = [ActorKind.Session, ActorKind.User, ActorKind.Source],
        Mode = DetectionMode.Observe,
        Capacity = Routes * (Sketch + 1),
        Horizon = Window,
        Needs = DetectorNeeds.Baselines,
        References = ["OWASP OAT-011 Scraping", "OWASP ASVS 5.0 2.4.1", "OWASP AppSensor UT1"],
    };

    // A client without cookies opens a session with every request, so these are reported to its source.
    public bool Concerns(DetectorContext context) =>
        !context.IsVerified && context.IsSafe && context.Parameters != 0 && context.Baselines.IsReady && context.Outcome == Outcome.Ok
        && context.Baselines.Items.ContainsKey(context.Step)
        && context.SubjectKind switch
        {
            ActorKind.Session => context.SessionRequests >= MinRequests,
            ActorKind.User => !context.User.IsNone && Mixed(context.Parameters) >> (64 - SampleBits) == 0,
            _ => context.IsFirstContact,
        };

    public void Observe(DetectorContext context)
    {
        var (memory, now, step) = (context.Memory, context.Now, context.Step);
        memory.ForgetBefore(now - Window);
        Mark? counter = null;
        var routes = 0;
        foreach (var mark in memory.Marks)
            if (mark.Code == Counter)
            {
                routes++;
                if (mark.Step == step)
                    counter = mark;
            }

        if (counter is null && routes == Routes)
            return;
        // The counter's time is the newest request's, so that it lives as long as its items do.
        memory.Forget(m => m.Code == Counter && m.Step == step);
        var requests = (counter?.Value ?? 0) + 1;
        memory.Add(context.Mark(requests, Counter, $"{requests} requests"));
        Remember(context, Mixed(context.Parameters));
        Judge(context, requests);
    }

    private void Judge(DetectorContext context, ulong requests)
    {
        var items = context.Memory.Marks.Where(m => m.Code == Item && m.Step == context.Step).ToList();
        var each = context.SubjectKind == ActorKind.User ? 1 << SampleBits : 1;
        requests *= (ulong)each;
        var distinct = items.Count < Sketch ? items.Count * each : (int)((Sketch - 1) / (items.Max(m => m.Value) / (double)ulong.MaxValue));
        if (distinct < options.Items || distinct < options.FirstTimeShare * requests)
            return;
        var usual = context.Baselines.Items[context.Step];
        var limit = Math.Max(options.Items, options.Times * usual.P99);
        if (distinct < limit)
            return;
        bool IsEnough(List<Mark> part) => (double)distinct * part.Count / items.Count >= limit;
        var own = UserMarks.Of(context, items, IsEnough);
        if (!IsEnough(own))
            return;
        UserMarks.AnswerEach(context, own, IsEnough);
        context.Raise(
            Severity.Medium,
            $"About {distinct} distinct items of {context.Step} within an hour, in {(each > 1 ? "about " : "")}{requests} requests{(each > 1 ? $" of {UserMarks.Owner(context, own)}" : "")}; 99 of 100 sessions ask for {usual.P99} at most ({usual.Sessions} sessions).",
            [.. own.TakeLast(10), .. context.Memory.Marks.Where(m => m.Code == Counter && m.Step == context.Step)],
            new Measure("distinct items (estimated)", distinct, limit),
            new Measure("share asked for the first time", Math.Round(Math.Min(1, distinct / (double)requests), 2), options.FirstTimeShare));
    }

    // K minimum values (Bar-Yossef et al. 2002): the smallest hashes stay.
    private static void Remember(DetectorContext context, ulong hash)
    {
        var memory = context.Memory;
        var kept = 0;
        var greatest = 0UL;
        foreach (var mark in memory.Marks)
            if (mark.Code == Item && mark.Step == context.Step)
            {
                kept++;
                greatest = Math.Max(greatest, mark.Value);
                if (mark.Value == hash)
                    return;
            }

        if (kept >= Sketch && hash >= greatest)
            return;
        if (kept >= Sketch)
            memory.Forget(m => m.Code == Item && m.Value == greatest && m.Step == context.Step);
        memory.Add(context.Mark(hash, Item, $"item {hash:x16}") with { Actor = context.AuthSession });
    }

    // The sketch keeps the smallest values: mixed, every bit of them counts.
    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xFF51_AFD7_ED55_8CCD;
        value = (value ^ (value >> 33)) * 0xC4CE_B9FE_1A85_EC53;
        return value ^ (value >> 33);
    }
}
