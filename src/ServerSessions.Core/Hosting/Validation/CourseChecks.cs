namespace ServerSessions.Hosting;

/// <summary>Checks the declared courses.</summary>
internal static class CourseChecks
{
    private const int MaxCourses = 64;
    private const int MaxModules = 200;
    private const int MaxName = 128;

    public static void Check(Faults faults, IList<Course> courses)
    {
        if (courses.Count > MaxCourses)
            faults.Add($"{courses.Count} courses are declared; expected at most {MaxCourses}.");
        foreach (var course in courses.Where(c => c.Name is not { Length: >= 1 and <= MaxName }))
            faults.Add($"the name of the course \"{course.Name}\" has {course.Name?.Length ?? 0} characters; expected 1 to {MaxName}.", "Courses", course.Name);
        foreach (var course in courses.Where(c => c.Modules is not { Count: >= 2 and <= MaxModules }))
            faults.Add($"the course \"{course.Name}\" has {course.Modules?.Count ?? 0} modules; expected 2 to {MaxModules}.", "Courses", course.Name);
        foreach (var course in courses.Where(c => c.Modules?.Any(m => m is not { Length: >= 1 and <= MaxName }) == true))
            faults.Add($"the course \"{course.Name}\" has a module whose name is not 1 to {MaxName} characters long.", "Courses", course.Name);
        foreach (var course in courses)
            foreach (var twice in (course.Modules ?? []).GroupBy(m => m, StringComparer.Ordinal).Where(g => g.Count() > 1))
                faults.Add($"the course \"{course.Name}\" has the module \"{twice.Key}\" twice.", "Courses", course.Name);
        foreach (var twice in courses.GroupBy(c => c.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"two courses have the name \"{twice.Key}\".", "Courses", twice.Key);
    }
}
