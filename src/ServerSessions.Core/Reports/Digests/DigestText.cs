using System.Globalization;
using System.Text;
using ServerSessions.Insights.Comparing;

namespace ServerSessions.Reports.Digests;

/// <summary>Writes the digest: figures, the clearest changes, releases.</summary>
internal static class DigestText
{
    private const int MaxChanges = 3;
    private const int MaxGoals = 4;
    private const int MaxReleases = 3;
    private const int MaxCause = 200;

    // Formatters cut after 1,000 characters.
    private const int MaxLength = 980;

    public static IReadOnlyList<Measure> Figures(PeriodFigures before, PeriodFigures after)
    {
        var (was, now) = (before.Overview, after.Overview);
        return
        [
            new Measure("sessions", now.Sessions, was.Sessions), new Measure("users", now.Users, was.Users),
            new Measure("engaged share", now.EngagedShare ?? 0, was.EngagedShare ?? 0),
            new Measure("median duration in seconds", now.MedianDurationSeconds ?? 0, was.MedianDurationSeconds ?? 0),
            .. after.Goals.Goals.Take(MaxGoals).Select(g => new Measure($"sessions that reached the goal {g.Goal}", g.Sessions, Reached(before, g.Goal))),
        ];
    }

    /// <param name="before">The week before.</param>
    /// <param name="after">The week.</param>
    /// <param name="changes">What differs, clearest first.</param>
    /// <param name="days">The days of the week, in words.</param>
    /// <param name="page">Address of the page of goals and funnels; null where the site's address is not known.</param>
    public static string Of(PeriodFigures before, PeriodFigures after, IReadOnlyList<FigureChange> changes, string days, string? page)
    {
        var (was, now) = (before.Overview, after.Overview);
        if (now.Sessions == 0)
            return $"{days}: no sessions, or too few people to show figures.";
        var lines = new List<string>
        {
            Line($"{days}: {now.Sessions:#,0} sessions ({Change(was.Sessions, now.Sessions)}), {now.Users:#,0} signed-in users ({was.Users:#,0}), ")
                + $"{Percent(now.EngagedShare)} engaged ({Percent(was.EngagedShare)}). In brackets: the week before.",
        };
        lines.AddRange(after.Goals.Goals.Take(MaxGoals).Select(g => Line($"Goal \"{g.Goal}\": {g.Sessions:#,0} sessions ({Reached(before, g.Goal):#,0})")));
        lines.Add(changes.Count == 0 ? "Nothing changed by more than chance." : "Clearest changes:");
        lines.AddRange(changes.Take(MaxChanges).Select((change, i) => $"{i + 1}. {Sentence(change)}"));
        lines.AddRange(now.Releases.Take(MaxReleases).Select(r => Line($"Version \"{r.Version}\" started {r.Since:yyyy-MM-dd HH:mm} UTC.")));
        if (page is not null)
            lines.Add("Goals and funnels: " + page);
        return Join(lines);
    }

    private static long Reached(PeriodFigures week, string goal) => week.Goals.Goals.FirstOrDefault(g => g.Goal == goal)?.Sessions ?? 0;

    private static string Join(List<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            if (text.Length + line.Length < MaxLength)
                text.Append(text.Length == 0 ? "" : "\n").Append(line);
        return text.ToString();
    }

    private static string Sentence(FigureChange change)
    {
        var name = change.Of is null ? change.Figure : $"{change.Figure} \"{change.Of}\"";
        var values = change.IsShare ? $"{Percent(change.After)}, was {Percent(change.Before)}" : Line($"{change.After:#,0}, was {change.Before:#,0}");
        return $"{char.ToUpperInvariant(name[0])}{name[1..]}: {values}." + (change.Cause is { } cause ? " " + (cause.Length > MaxCause ? cause[..MaxCause] + "…" : cause) : "");
    }

    private static string Change(long was, long now) => was == 0 ? "0" : Line($"{was:#,0}, {(now - was) * 100.0 / was:+0;-0;±0} %");

    private static string Percent(double? share) => share is { } value ? Line($"{value * 100:0} %") : "unknown";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
