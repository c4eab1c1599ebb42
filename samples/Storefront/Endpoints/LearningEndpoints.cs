using Storefront.Components;
using Storefront.Learning;
using Storefront.Web;

namespace Storefront.Endpoints;

/// <summary>A small course: each lesson is a feature, and the course gives them their order.</summary>
internal static class LearningEndpoints
{
    public static RouteGroupBuilder MapLearning(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/learn");
        group.MapGet("", () => View.Of<CoursePage>()).WithSessionEvent("learn");
        foreach (var lesson in Lessons.All)
            group.MapGet($"/{lesson.Slug}", () => View.Of<LessonPage>(new { Lesson = lesson })).WithSessionEvent($"learn.{lesson.Slug}").WithFeature(lesson.Title);
        return group;
    }
}
