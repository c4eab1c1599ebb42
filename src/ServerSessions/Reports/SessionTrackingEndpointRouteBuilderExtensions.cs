using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions;
using ServerSessions.Alerts;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Reports;
using ServerSessions.Reports.Roles;
using ServerSessions.Reports.Shares;
using ServerSessions.Reports.Views;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the admin endpoints of session tracking.</summary>
public static class SessionTrackingEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps reports, alerts and the state of the pipeline. They are closed: protect them with <c>.RequireAuthorization("a policy")</c>, name a policy for each role, or open
    /// them with <c>.AllowAnonymous()</c>. Outside Development, the application does not start without one of these.
    /// </summary>
    /// <remarks>
    /// With roles, a user with at least one of them may enter, and a route that none of their roles has answers 403. <c>.RequireAuthorization</c> then demands more of all of
    /// them.
    /// </remarks>
    /// <param name="endpoints">The route builder.</param>
    /// <param name="pattern">The prefix; "/admin/sessions" by default.</param>
    /// <param name="configure">Names the policies of roles. Without any (the default), whoever passes the group's protection may do everything.</param>
    /// <exception cref="InvalidOperationException">AddSessionTracking was not called, or the policy of a role does not exist.</exception>
    public static IEndpointConventionBuilder MapSessionTracking(
        this IEndpointRouteBuilder endpoints, string pattern = "/admin/sessions", Action<SessionAdminOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        if (endpoints.ServiceProvider.GetService<ISessionReports>() is null)
            throw new InvalidOperationException("MapSessionTracking needs the services of session tracking. Write builder.Services.AddSessionTracking() before builder.Build().");
        endpoints.ServiceProvider.GetRequiredService<AdminPages>().Map(pattern);
        var group = endpoints.MapGroup(pattern)
            .WithMetadata(new DisableSessionTrackingAttribute(), new HiddenEndpointMetadata(), ClosedEndpointMetadata.Admin)
            .WithTags("Session tracking")
            .AddEndpointFilter<InvariantCultureFilter>()
            .AddEndpointFilter<OutputCacheFilter>()
            .AddEndpointFilter<ClosedUnlessProtectedFilter>()
            .AddEndpointFilter<RefusalPageFilter>()
            .AddEndpointFilter<RoleFilter>()
            .AddEndpointFilter<AudienceOnlyFilter>()
            .AddEndpointFilter<PageFilter>()
            .AddEndpointFilter<SameSiteFilter>()
            .AddEndpointFilter<FormFilter>();
        StorageGuard.Protect(group);
        AdminDoors.Mark(group, pattern);
        var options = new SessionAdminOptions();
        configure?.Invoke(options);
        if (AdminRolePolicies.Of(options, endpoints.ServiceProvider) is { } roles)
            group.WithMetadata(roles, roles.AnyRole());
        SessionEndpoints.Map(group);
        ViewEndpoints.Map(group);
        InsightEndpoints.Map(group);
        CohortEndpoints.Map(group);
        FunnelEndpoints.Map(group);
        ExportEndpoints.Map(group);
        AlertEndpoints.Map(group);
        ResponseEndpoints.Map(group);
        PersonalDataEndpoints.Map(group);
        WebhookEndpoints.Map(group);
        DetectorEndpoints.Map(group);
        ReplayEndpoints.Map(group);
        ExperimentEndpoints.Map(group);
        NudgeReportEndpoints.Map(group);
        NavigationEndpoints.Map(group);
        PipelineEndpoints.Map(group);
        ShareEndpoints.Map(group);
        foreach (var further in endpoints.ServiceProvider.GetServices<IAdminRoutes>())
            further.Map(group);
        endpoints.ServiceProvider.GetService<ISessionPages>()?.MapAssets(group);
        // Any other path below it, with any method, is refused without showing what exists. Not at the root, where this would take the application's own paths.
        if (pattern.Trim('/').Length > 0)
            group.Map("/{**rest}", static () => TypedResults.NotFound()).ExcludeFromDescription();
        return group;
    }
}
