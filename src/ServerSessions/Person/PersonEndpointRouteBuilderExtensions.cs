using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerSessions;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Consents;
using ServerSessions.Person;
using ServerSessions.Person.Pages;
using ServerSessions.Person.Transparency;
using ServerSessions.Reports;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps what a person may see and decide.</summary>
public static class PersonEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the visitor's consent: GET reads it, as a page for a browser, PUT with JSON decides, POST with a form decides without a script and leads back to <c>returnUrl</c>. It is open to every
    /// visitor, answers about that visitor only, and takes decisions from pages of this application only. docs/consent.md has the banner.
    /// </summary>
    /// <param name="endpoints">The route builder.</param>
    /// <param name="pattern">The route; "/consent" by default.</param>
    /// <exception cref="InvalidOperationException">AddSessionTracking was not called, or this process does not capture.</exception>
    public static IEndpointConventionBuilder MapConsent(this IEndpointRouteBuilder endpoints, string pattern = "/consent")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        var users = endpoints.ServiceProvider.GetService<UserConsents>()
            ?? throw new InvalidOperationException("MapConsent needs session tracking with the role Capture. Write builder.Services.AddSessionTracking() before builder.Build().");
        users.IsUsed = true;
        var group = endpoints.MapGroup(pattern).WithMetadata(new PageFrame(pattern, "", []), LibraryEndpointMetadata.Instance).WithTags("Session tracking")
            .AddEndpointFilter<InvariantCultureFilter>().AddEndpointFilter<OutputCacheFilter>().AddEndpointFilter<ProblemPageFilter>();
        PersonStyle.Map(group);
        ConsentEndpoints.Map(group, "");
        return group;
    }

    /// <summary>
    /// Maps the transparency document: what is tracked, why, on which basis, for how long, who sees it, and which rules decide about a person, as the application is
    /// configured at this moment. It is a page where the browser asks for HTML and JSON otherwise, open to everyone.
    /// </summary>
    /// <param name="endpoints">The route builder.</param>
    /// <param name="pattern">The route; "/transparency" by default.</param>
    /// <exception cref="InvalidOperationException">AddSessionTracking was not called, or this process does not capture.</exception>
    public static IEndpointConventionBuilder MapTransparency(this IEndpointRouteBuilder endpoints, string pattern = "/transparency")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        if (endpoints.ServiceProvider.GetService<TransparencyWriter>() is null)
            throw new InvalidOperationException("MapTransparency needs session tracking with the role Capture. Write builder.Services.AddSessionTracking() before builder.Build().");
        var group = endpoints.MapGroup(pattern).WithMetadata(new PageFrame(pattern, "", []), LibraryEndpointMetadata.Instance).WithTags("Session tracking");
        PersonStyle.Map(group);
        TransparencyEndpoints.Map(group, "");
        return group;
    }

    /// <summary>
    /// Maps <c>/.well-known/gpc.json</c>, by which the site says that it honours Global Privacy Control. Its day is
    /// <see cref="ConsentOptions.GlobalPrivacyControlUpdated"/>.
    /// </summary>
    /// <param name="endpoints">The route builder.</param>
    public static IEndpointConventionBuilder MapGlobalPrivacyControl(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var updated = endpoints.ServiceProvider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Consent.GlobalPrivacyControlUpdated;
        var answer = new GlobalPrivacyControl(true, updated?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return endpoints.MapMethods("/.well-known/gpc.json", [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=86400";
            return TypedResults.Json(answer, PersonJsonContext.Default.GlobalPrivacyControl);
        }).WithMetadata(new DisableSessionTrackingAttribute()).WithTags("Session tracking").WithSummary("Global Privacy Control is honoured");
    }
}
