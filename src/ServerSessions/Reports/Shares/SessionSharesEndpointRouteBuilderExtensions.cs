using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions;
using ServerSessions.Reports;
using ServerSessions.Reports.Shares;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the door at which shared links are opened.</summary>
public static class SessionSharesEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the door at which shared links are opened, without a sign-in: a link shows one view, read-only, until it ends or is revoked. Without this call, no links can be
    /// made. Links are made below the pattern of <c>MapSessionTracking</c>. The address of a link is a secret: keep it out of logs that others read.
    /// </summary>
    /// <param name="endpoints">The route builder.</param>
    /// <param name="pattern">The prefix of the links; "/shared/sessions" by default.</param>
    /// <exception cref="InvalidOperationException">AddSessionTracking was not called.</exception>
    public static IEndpointConventionBuilder MapSessionShares(this IEndpointRouteBuilder endpoints, string pattern = "/shared/sessions")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        if (pattern.Trim('/').Length == 0)
            throw new ArgumentException("Shared links need a prefix of their own, such as \"/shared/sessions\".", nameof(pattern));
        var shares = endpoints.ServiceProvider.GetService<SessionShares>()
            ?? throw new InvalidOperationException("MapSessionShares needs the services of session tracking. Write builder.Services.AddSessionTracking() before builder.Build().");
        shares.Map(pattern);
        var group = endpoints.MapGroup(pattern)
            .WithMetadata(new DisableSessionTrackingAttribute())
            .AddEndpointFilter<InvariantCultureFilter>()
            .AddEndpointFilter<OutputCacheFilter>();
        group.AllowAnonymous();
        StorageGuard.Protect(group);
        ShareEndpoints.MapDoor(group);
        endpoints.ServiceProvider.GetService<ISessionPages>()?.MapAssets(group);
        return group;
    }
}
