using ServerSessions.Insights.Personal;

namespace ServerSessions.Reports.Personal;

/// <summary>A goal that a person has set: so much a week.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="Of">Name of a course for modules, or of an area for minutes; null for all.</param>
/// <param name="Target">How many a week.</param>
internal sealed record PersonGoal(PersonGoalKind Kind, string? Of, int Target)
{
    /// <summary>The id of the goal, by which it is removed.</summary>
    public string Id => Of is null ? Kind.ToString().ToLowerInvariant() : $"{Kind.ToString().ToLowerInvariant()}:{Of}";

    /// <exception cref="ArgumentException">The goal cannot be kept.</exception>
    public PersonGoal Checked(IReadOnlyList<Course> courses, Areas areas)
    {
        var max = Kind switch { PersonGoalKind.Days => 7, PersonGoalKind.Minutes => 7 * 24 * 60, _ => 1_000 };
        if (Target < 1 || Target > max)
            throw new ArgumentException($"The target is {Target}; expected 1 to {max} {Kind.ToString().ToLowerInvariant()} a week.");
        return Of is null ? this
            : Kind == PersonGoalKind.Days ? throw new ArgumentException("A goal of days is about all areas; leave \"of\" out.")
            : Kind == PersonGoalKind.Modules && !courses.Any(c => c.Name == Of) ? throw new ArgumentException("There is no course of this name; leave \"of\" out for all courses.")
            : Kind == PersonGoalKind.Minutes && !areas.Has(Of) ? throw new ArgumentException("There is no area of this name; leave \"of\" out for all areas.")
            : this;
    }
}
