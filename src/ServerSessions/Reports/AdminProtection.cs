using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Reports;

/// <summary>What protects an endpoint that is closed by default.</summary>
internal static class AdminProtection
{
    /// <summary>The application has decided who may use the endpoint, everyone included where that is possible.</summary>
    public static bool IsDecided(Endpoint endpoint, ClosedEndpointMetadata closed, AuthorizationOptions? authorization) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        ? closed.MayBeAnonymous
        : endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null
        || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null
        || authorization?.FallbackPolicy is not null;
}
