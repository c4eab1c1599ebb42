using ServerSessions.Hosting;

namespace ServerSessions.Tests.Hosting;

/// <summary>A course that cannot be counted is refused at the start, with what is expected.</summary>
public sealed class CourseChecksTests
{
    [Fact]
    public void A_course_with_two_modules_is_accepted() => Assert.Empty(Faults(new Course("sailing", ["knots", "tides"])));

    [Fact]
    public void Each_fault_names_the_course_and_what_is_expected()
    {
        Assert.Contains("expected 1 to 128", Assert.Single(Faults(new Course("", ["knots", "tides"]))), StringComparison.Ordinal);
        Assert.Contains("has 1 modules; expected 2 to 200", Assert.Single(Faults(new Course("sailing", ["knots"]))), StringComparison.Ordinal);
        Assert.Contains("not 1 to 128 characters long", Assert.Single(Faults(new Course("sailing", ["knots", ""]))), StringComparison.Ordinal);
        Assert.Contains("\"knots\" twice", Assert.Single(Faults(new Course("sailing", ["knots", "knots"]))), StringComparison.Ordinal);
        Assert.Contains("two courses have the name \"sailing\"", Assert.Single(Faults(new Course("sailing", ["a", "b"]), new Course("sailing", ["a", "b"]))), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Faults(params IEnumerable<Course> courses)
    {
        var options = new SessionTrackingOptions();
        foreach (var course in courses)
            options.Courses.Add(course);
        return new SessionTrackingOptionsValidator().Validate(null, options).Failures ?? [];
    }
}
