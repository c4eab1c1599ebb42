using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Reports;

/// <summary>The kinds of protection of an admin endpoint.</summary>
internal static class AdminProtection
{
    public const string WhatToWrite =
        "Write app.MapSessionTracking(…).RequireAuthorization(\"SessionAdmin\") with a policy of yours, or .AllowAnonymous() if everybody may read the sessions.";

    /// <summary>The application has decided who has access, even if that is every client.</summary>
    public static bool IsDecided(Endpoint endpoint, AuthorizationOptions? authorization) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null
        || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null
        || authorization?.FallbackPolicy is not null;
}
