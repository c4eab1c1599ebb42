using ServerSessions.Insights;

namespace ServerSessions.Reports.Personal;

/// <summary>The courses that the options declare.</summary>
internal sealed record CourseList(IReadOnlyList<Course> Courses)
{
    public Course? Find(string name) => Courses.FirstOrDefault(c => c.Name == name);

    /// <summary>
    /// A course that has a step in common with another one, and that other one; null when none has. The tables of the two can be subtracted from each other, and the
    /// difference can be a group that is too small to be shown.
    /// </summary>
    /// <param name="course">The course; null for any.</param>
    /// <param name="features">The steps of modules, as far as they are known.</param>
    public SharedStep? FindShared(Course? course, FeatureMap features)
    {
        var courses = Courses.SelectMany(c => c.Modules.Select(m => (Module: m, c.Name))).ToLookup(m => m.Module, StringComparer.Ordinal);
        foreach (var together in courses.Select(m => (string[])[m.Key]).Concat(features.Together))
        {
            var modules = together.SelectMany(feature => courses[feature]).ToList();
            var own = modules.Find(m => course is null || m.Name == course.Name);
            if (own.Name is not null && modules.Find(m => m.Name != own.Name) is { Name: not null } other)
                return new SharedStep(own.Name, own.Module, other.Name, other.Module);
        }

        return null;
    }
}
