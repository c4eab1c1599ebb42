using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Consents;
using ServerSessions.Person;
using ServerSessions.Person.Activity;
using ServerSessions.Person.Courses;
using ServerSessions.Person.Data;
using ServerSessions.Person.Devices;
using ServerSessions.Person.Pages;
using ServerSessions.Person.Transparency;
using ServerSessions.Reports;
using ServerSessions.Reports.Insights;
using ServerSessions.Reports.Personal;
using ServerSessions.Response;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the pages on which people see and change what is recorded about them, and what instructors see of courses.</summary>
public static class MySessionsEndpointRouteBuilderExtensions
{
    private static readonly ClosedEndpointMetadata Me = new(
        "the person's own pages",
        "Write app.MapMySessions(…).RequireAuthorization(), or .AllowAnonymous() if visitors without an account may reach what concerns their browser.");

    private static readonly ClosedEndpointMetadata Instructors = new(
        "the instructor's view",
        "Write app.MapInstructorView(…).RequireAuthorization(\"Instructor\") with a policy of its own. It cannot be opened to everyone.")
    {
        MayBeAnonymous = false,
    };

    /// <summary>
    /// Maps the person's own pages, as HTML for browsers and JSON for programs: activity with goals, devices with sign-out, consent, export, erasure and transparency. A person sees only their own, whatever
    /// ids a request names. The pages are closed: open them with <c>.RequireAuthorization()</c>. Requests to them are not recorded.
    /// </summary>
    /// <param name="endpoints">The route builder.</param>
    /// <param name="pattern">The prefix; "/me" by default.</param>
    /// <exception cref="InvalidOperationException">AddSessionTracking was not called, or this process does not capture.</exception>
    public static IEndpointConventionBuilder MapMySessions(this IEndpointRouteBuilder endpoints, string pattern = "/me")
    {
        var group = Group(endpoints, pattern, nameof(MapMySessions), Me, new PageFrame(pattern, "Your data", [("activity", "Activity"), ("sessions", "Devices"), ("data", "Your data"), ("consent", "Your choice"), ("transparency", "What is recorded")]));
        var own = group.MapGroup("").WithMetadata(new SingleSessionMetadata()).AddEndpointFilter<AudienceOnlyFilter>().AddEndpointFilter<SignedInFilter>();
        own.MapMethods("/", Answers.Reading, static (HttpContext context) => TypedResults.Redirect(PageFrame.Path(context, "activity"))).ExcludeFromDescription();
        ActivityEndpoints.Map(own);
        DeviceEndpoints.Map(own);
        DataEndpoints.Map(own);
        // What concerns the browser: also for visitors without an account, where the application lets them in.
        endpoints.ServiceProvider.GetRequiredService<UserConsents>().IsUsed = true;
        ConsentEndpoints.Map(group, "/consent");
        TransparencyEndpoints.Map(group, "/transparency");
        return Closed(group, pattern);
    }

    /// <summary>
    /// Maps the instructor's view: for each course (<c>AddCourse</c>), its modules with time, skipped ones and where people are stuck, in groups of at least five
    /// people; and one person's progress where that person agreed or <see cref="InstructorOptions.LegalBasis"/> is set. It is closed, and needs a policy of its own:
    /// <c>.RequireAuthorization("Instructor")</c>.
    /// </summary>
    /// <param name="endpoints">The route builder.</param>
    /// <param name="pattern">The prefix; "/instructor" by default.</param>
    /// <exception cref="InvalidOperationException">
    /// AddSessionTracking was not called, this process does not capture, or two courses share a module: subtracted from each other, they could show a single person.
    /// </exception>
    public static IEndpointConventionBuilder MapInstructorView(this IEndpointRouteBuilder endpoints, string pattern = "/instructor")
    {
        var group = Group(endpoints, pattern, nameof(MapInstructorView), Instructors, new PageFrame(pattern, "Courses", [("", "Courses")]));
        var services = endpoints.ServiceProvider;
        if (services.GetRequiredService<CourseList>().FindShared(course: null, services.GetRequiredService<FeatureList>().Map()) is { } shared)
            throw new InvalidOperationException(
                $"The module \"{shared.Module}\" of the course \"{shared.Course}\" has steps of the module \"{shared.OtherModule}\" of the course \"{shared.Other}\". With MapInstructorView, "
                + "the figures of the two could be subtracted from each other, and show a group of fewer than five people. Give each module to one course.");
        services.GetRequiredService<InstructorAgreement>().IsMapped = true;
        InstructorEndpoints.Map(group);
        return Closed(group, pattern);
    }

    private static RouteGroupBuilder Group(IEndpointRouteBuilder endpoints, string pattern, string call, ClosedEndpointMetadata closed, PageFrame frame)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        if (endpoints.ServiceProvider.GetService<IRequestKeys>() is null)
            throw new InvalidOperationException($"{call} needs session tracking with the role Capture. Write builder.Services.AddSessionTracking() before builder.Build().");
        var group = endpoints.MapGroup(pattern)
            .WithMetadata(new DisableSessionTrackingAttribute(), new HiddenEndpointMetadata(), closed, frame, new UnavailablePageMetadata(MessagePage.Unavailable))
            .WithTags("Session tracking")
            .AddEndpointFilter<InvariantCultureFilter>()
            .AddEndpointFilter<OutputCacheFilter>()
            .AddEndpointFilter<NoStoreFilter>()
            .AddEndpointFilter<ProblemPageFilter>()
            .AddEndpointFilter<ClosedUnlessProtectedFilter>()
            .AddEndpointFilter<SameSiteFilter>()
            .AddEndpointFilter<FormFilter>();
        StorageGuard.Protect(group);
        PersonStyle.Map(group);
        return group;
    }

    // Whatever else is asked for below the pattern is refused before it shows what there is. Not at the root, where it would take the application's own paths.
    private static RouteGroupBuilder Closed(RouteGroupBuilder group, string pattern)
    {
        if (pattern.Trim('/').Length > 0)
            group.Map("/{**rest}", static () => TypedResults.NotFound()).ExcludeFromDescription();
        return group;
    }
}
