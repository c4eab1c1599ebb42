using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Evaluates, when a user signs in, which features the policies of their endpoints refuse to the user: a user who may not use a feature must not count as one who
/// has not found it. Handlers are called as authorization calls them, without its log lines and without an answer to the request.
/// </summary>
internal sealed class FeaturePolicies(EndpointDataSource? endpoints)
{
    // Maximum number of features of one sign-in, and of characters in their names: its event must not become too large to be recorded.
    private const int MaxPolicies = 32;
    private const int MaxCharacters = 2_000;

    private Guarded? _last;

    /// <summary>The features that are refused; none when all are allowed, null when there is nothing to ask.</summary>
    public async ValueTask<IReadOnlyList<string>?> RefusedAsync(HttpContext context, ClaimsPrincipal principal)
    {
        if (Features() is not { Count: > 0 } features || context.RequestServices.GetService<IAuthorizationPolicyProvider>() is not { } policies)
            return null;
        // Roles that the application adds later are not in the ticket's principal.
        var user = context.RequestServices.GetService<IClaimsTransformation>() is { } transformation
            ? await transformation.TransformAsync(principal.Clone())
            : principal;
        var refused = new List<string>();
        foreach (var feature in features)
            if (refused.Count < MaxPolicies && refused.Sum(name => name.Length) + feature.Key.Length <= MaxCharacters
                && !await AllowsAsync(context, policies, feature, user))
                refused.Add(feature.Key);
        return refused;
    }

    // One endpoint of the feature that admits the user is enough.
    private static async ValueTask<bool> AllowsAsync(
        HttpContext context, IAuthorizationPolicyProvider policies, IGrouping<string, EndpointDemands> feature, ClaimsPrincipal user)
    {
        foreach (var demands in feature)
            if (await demands.PolicyAsync(policies) is not { } policy || await AllowsAsync(context, policy, user))
                return true;
        return false;
    }

    private static async ValueTask<bool> AllowsAsync(HttpContext context, AuthorizationPolicy policy, ClaimsPrincipal user)
    {
        var services = context.RequestServices;
        var asked = services.GetRequiredService<IAuthorizationHandlerContextFactory>().CreateContext(policy.Requirements, user, context);
        foreach (var handler in await services.GetRequiredService<IAuthorizationHandlerProvider>().GetHandlersAsync(asked))
            await handler.HandleAsync(asked);
        return services.GetRequiredService<IAuthorizationEvaluator>().Evaluate(asked).Succeeded;
    }

    // Features of which no endpoint is open to all.
    private IReadOnlyList<IGrouping<string, EndpointDemands>> Features()
    {
        if (endpoints?.Endpoints is not { } all)
            return [];
        if (_last is { } last && ReferenceEquals(last.Endpoints, all))
            return last.Features;
        var features = all
            .Where(e => e.Metadata.GetMetadata<SessionFeatureAttribute>() is not null)
            .GroupBy(e => e.Metadata.GetMetadata<SessionFeatureAttribute>()!.Name, EndpointDemands.Of, StringComparer.Ordinal)
            .Where(f => f.All(demands => !demands.AreNone)).ToList();
        _last = new Guarded(all, features);
        return features;
    }

    private sealed record Guarded(IReadOnlyList<Endpoint> Endpoints, IReadOnlyList<IGrouping<string, EndpointDemands>> Features);
}
