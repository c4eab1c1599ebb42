namespace ServerSessions.Reports.Personal;

/// <summary>The courses that the options declare.</summary>
internal sealed record CourseList(IReadOnlyList<Course> Courses)
{
    public Course? Find(string name) => Courses.FirstOrDefault(c => c.Name == name);
}
