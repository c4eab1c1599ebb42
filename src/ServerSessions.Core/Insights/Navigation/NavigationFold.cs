using System.Globalization;

namespace ServerSessions.Insights.Navigation;

/// <summary>
/// How people went through the site in one hour, as named numbers that add up: for each route the sessions that came to it, how it
/// ended for them, and where they went next. Each session counts once in each number, so that numbers are independent of each other
/// and agree with paths by sessions.
/// </summary>
internal sealed class NavigationFold : CountingFold
{
    public const string Name = "navigation";

    /// <summary>How long commits' own figures are kept: hours are packed as soon as they are over.</summary>
    public const int RollupDays = 3;

    /// <summary>Stands for all routes together.</summary>
    public const string Site = "";

    /// <summary>Where a session went that ended here.</summary>
    public const string Exit = "";

    public const char SessionsMark = 's';
    public const char ErrorsMark = 'x';
    public const char OutcomeMark = 'o';
    public const char EdgeMark = 'e';
    public const char Separator = '\n';

    // The steps of the current journey; reused because there are many journeys.
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public override void Add(Journey journey)
    {
        if (journey.Steps.Count == 0)
            return;
        var seen = _seen;
        seen.Clear();
        seen.Add(SessionsMark + Site);
        string? before = null;
        foreach (var step in journey.Steps)
        {
            if (step.Kind == StepKind.Custom)
                continue;
            seen.Add(SessionsMark + step.Name);
            seen.Add(string.Create(CultureInfo.InvariantCulture, $"{OutcomeMark}{(int)step.Outcome}{step.Name}"));
            if (IsError(step.Outcome))
                seen.Add(ErrorsMark + step.Name);
            if (before is not null && before != step.Name)
                seen.Add(Edge(before, step.Name));
            before = step.Name;
        }

        if (before is not null)
            seen.Add(Edge(before, Exit));
        foreach (var field in seen)
            Count(field);
    }

    private static bool IsError(Outcome outcome) =>
        outcome is Outcome.Invalid or Outcome.Denied or Outcome.Missing or Outcome.Conflict or Outcome.Throttled or Outcome.Failed;

    private static string Edge(string from, string to) => $"{EdgeMark}{from}{Separator}{to}";
}
