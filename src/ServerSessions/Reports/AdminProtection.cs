using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Reports;

/// <summary>What protects an admin endpoint.</summary>
internal static class AdminProtection
{
    public const string WhatToWrite =
        "Write app.MapSessionTracking(…).RequireAuthorization(\"SessionAdmin\") with a policy of yours, or .AllowAnonymous() if everybody may read the sessions.";

    /// <summary>Somebody has decided who may come in, everybody included.</summary>
    public static bool IsDecided(Endpoint endpoint, AuthorizationOptions? authorization) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null
        || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null
        || authorization?.FallbackPolicy is not null;
}
