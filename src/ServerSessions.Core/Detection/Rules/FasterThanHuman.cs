using ServerSessions.Model;

namespace ServerSessions.Detection.Rules;

/// <summary>D11: a client that claims to be a browser navigates faster, or more regularly, than a person can.</summary>
internal sealed class FasterThanHuman(FasterThanHumanOptions options) : ISessionDetector
{
    public const string Id = "D11";

    private const int Form = 1;
    private const int Pace = 2;
    private const int Clockwork = 3;

    private const int RegularNavigations = 31;

    /// <summary>Of a key that several people may share, one page in this number may have been requested by another person.</summary>
    private const int MaxFollowed = 10;

    private const int MinDistinct = 20;

    /// <summary>The regularity of page requests is checked once in this number of pages, because further pages come.</summary>
    private const int LookEvery = 8;

    private static readonly TimeSpan PaceEvery = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan PaceBreak = TimeSpan.FromSeconds(15);

    public DetectorInfo Info { get; } = new()
    {
        Id = Id,
        Name = "faster than human",
        Summary = "Forms sent at once, pages opened faster or more regularly than people do.",
        Subjects = [ActorKind.Session],
        Mode = DetectionMode.Observe,
        Capacity = 32,
        Horizon = TimeSpan.FromHours(1),
        References = ["OWASP ASVS 5.0 2.4.1", "OWASP AppSensor UT2", "OWASP OAT-011 Scraping", "OWASP OAT-019 Account Creation"],
    };

    // Password managers send logins at once, and the rules about logins judge those. Several people can share a key of network and agent: one of them gets the page
    // and another sends the form.
    public bool Concerns(DetectorContext context)
    {
        if (context.Live is not { } live || !context.IsNavigation || context.IsScriptFetch || context.IsPassive)
            return false;
        if (!context.IsSafe)
            return !context.IsLogin && context.KeyKind != KeyKind.Daily && live.RecentCount > 1;
        var count = live.RecentCount;
        return (count >= RegularNavigations && count % LookEvery == 0)
            || (count >= options.Navigations && live.Recent(count - 1).Time - live.Recent(count - options.Navigations).Time <= (options.MedianGap * 2 * options.Navigations).ToMicroseconds());
    }

    public void Observe(DetectorContext context)
    {
        context.Memory.ForgetBefore(context.Now - Info.Horizon);
        if (!context.IsSafe)
            ObserveForm(context);
        else
            ObserveNavigations(context);
    }

    private void ObserveForm(DetectorContext context)
    {
        if (ShownBefore(context) is not { } page)
            return;
        var gap = context.Now - UnixTime.ToDate(page.End);
        // Sent twice from one page it is a double click.
        if (gap < TimeSpan.Zero || gap >= options.FormTime || context.Memory.Marks.Any(m => m.Value == (ulong)page.Time))
            return;
        context.Memory.Add(context.Mark((ulong)page.Time, Form, $"{gap.TotalSeconds:0.00} s after its page"));
        var forms = Of(context, Form);
        if (forms.Count >= options.Forms)
            Raise(context, $"{forms.Count} forms were sent within {options.FormTime.TotalSeconds:0.#} s of their pages, the last {gap.TotalSeconds:0.00} s after.",
                forms, new Measure("forms sent at once", forms.Count, options.Forms));
    }

    private void ObserveNavigations(DetectorContext context)
    {
        var live = context.Live!;
        var gaps = new List<double>(RegularNavigations);
        var distinct = new HashSet<(string, ulong)>();
        var (later, differ, seen, followed) = (0L, false, 0, 0);
        for (var i = live.RecentCount - 1; i >= 0 && gaps.Count < RegularNavigations - 1; i--)
        {
            var step = live.Recent(i);
            if (!step.Is(EventFlags.Navigation) || step.Is(EventFlags.ScriptFetch) || !context.Counts(step))
                continue;
            distinct.Add((step.Step, step.Parameters));
            if (++seen <= options.Navigations && step.Is(EventFlags.SameOrigin))
                followed++;
            if (later != 0)
                gaps.Add((later - step.Time) / 1_000_000.0);
            later = step.Time;
            if (gaps.Count == options.Navigations - 1)
                differ = distinct.Count * 2 >= options.Navigations;
        }

        // A page that requests itself again and again is polling, whatever it claims to be. Many people behind one address are fast together, but they follow links.
        var isOne = context.KeyKind != KeyKind.Daily || followed * MaxFollowed <= options.Navigations;
        if (differ && isOne && Median(gaps.Take(options.Navigations - 1)) is var median && median < options.MedianGap.TotalSeconds)
            ObservePace(context, median);
        if (gaps.Count == RegularNavigations - 1 && distinct.Count >= MinDistinct && gaps.TrueForAll(g => g >= 1) && Variation(gaps) is var variation && variation < options.Variation)
        {
            context.Memory.Forget(m => m.Code == Clockwork);
            context.Memory.Add(context.Mark(code: Clockwork, text: $"a page every {gaps.Average():0.0} s"));
            Raise(context, $"{RegularNavigations} pages one after the other every {gaps.Average():0.0} s, with a variation of {variation:0.000}.",
                Of(context, Clockwork), new Measure("coefficient of variation of the gaps", Math.Round(variation, 3), options.Variation));
        }
    }

    // A burst (restored tabs, links opened in a row) is over soon; a machine goes on.
    private void ObservePace(DetectorContext context, double median)
    {
        var memory = context.Memory;
        var paces = Of(context, Pace);
        if (paces.Count > 0 && context.Now - paces[^1].Time > PaceBreak)
        {
            memory.Forget(m => m.Code == Pace);
            paces.Clear();
        }

        if (paces.Count > 0 && context.Now - paces[^1].Time < PaceEvery)
            return;
        memory.Add(context.Mark(code: Pace, text: $"a page every {median:0.00} s"));
        paces = Of(context, Pace);
        var lasted = paces[^1].Time - paces[0].Time;
        if (lasted >= options.Sustained)
            Raise(context, $"For {lasted.TotalSeconds:0} s a page was opened every {median:0.00} s (median of {options.Navigations}).",
                paces, new Measure("median gap, seconds", Math.Round(median, 2), options.MedianGap.TotalSeconds), new Measure("seconds it lasted", Math.Round(lasted.TotalSeconds), options.Sustained.TotalSeconds));
    }

    // A client that names itself a program does not claim to be a person: its finding is Info and is not sent.
    private static void Raise(DetectorContext context, string reason, List<Mark> evidence, params Measure[] measures)
    {
        var kinds = context.Memory.Marks.Select(m => m.Code).Distinct().Count();
        context.Raise(
            ClientWords.IsProgram(context.Client) ? Severity.Info : kinds > 1 ? Severity.Medium : Severity.Low,
            reason, evidence, measures);
    }

    // The newest page from which this form can come: the same step, or the same route by another name.
    private static RecentStep? ShownBefore(DetectorContext context)
    {
        var live = context.Live!;
        var page = context.FormPage;
        for (var i = live.RecentCount - 1; i >= 0; i--)
            if (live.Recent(i) is { IsShownPage: true } step && (step.Step == page || step.Step == context.Step))
                return step;
        return null;
    }

    private static List<Mark> Of(DetectorContext context, int code) => [.. context.Memory.Marks.Where(m => m.Code == code)];

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static double Variation(List<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Count) / mean;
    }
}
