using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ServerSessions.Reports;

/// <summary>
/// Refuses to start outside Development while nothing protects the endpoints that are closed by default, or while the policy that is named does not exist.
/// In Development it warns, and the endpoints stay closed.
/// </summary>
internal sealed class AdminAuthorizationCheck(IServiceProvider services, IHostEnvironment environment, ILogger<AdminAuthorizationCheck> logger)
{
    public void Check()
    {
        var endpoints = services.GetService<EndpointDataSource>()?.Endpoints.Where(e => e.Metadata.GetMetadata<ClosedEndpointMetadata>() is not null).ToList();
        if (endpoints is null or [])
            return;
        var fault = endpoints.Select(Fault).FirstOrDefault(f => f is not null);
        if (fault is null)
            return;
        if (!environment.IsDevelopment())
            throw new InvalidOperationException(fault);
        Log.AdminClosed(logger, fault);
    }

    private string? Fault(Endpoint endpoint)
    {
        // Without AddAuthorization no policy is evaluated, and routing reports that itself at the first request.
        var policies = services.GetService<IAuthorizationPolicyProvider>();
        var authorization = policies is null ? null : services.GetService<IOptions<AuthorizationOptions>>()?.Value;
        var closed = endpoint.Metadata.GetRequiredMetadata<ClosedEndpointMetadata>();
        if (!AdminProtection.IsDecided(endpoint, closed, authorization))
            return $"Nothing protects {closed.What} at \"{(endpoint as RouteEndpoint)?.RoutePattern.RawText?.TrimEnd('/')}\". {closed.WhatToWrite}";
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return null;
        if (policies is null)
            return $"{Capital(closed.What)} require authorization, but AddAuthorization was not called. Write builder.Services.AddAuthorization(…) with the policy, and AddAuthentication(…) for who is signed in.";
        foreach (var data in endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>())
            if (data.Policy is { Length: > 0 } name && policies.GetPolicyAsync(name).GetAwaiter().GetResult() is null)
                return $"{Capital(closed.What)} require the authorization policy \"{name}\", which does not exist. "
                    + $"Write builder.Services.AddAuthorizationBuilder().AddPolicy(\"{name}\", policy => policy.RequireRole(\"admin\")), or name a policy that exists.";
        return null;
    }

    private static string Capital(string what) => char.ToUpperInvariant(what[0]) + what[1..];
}
