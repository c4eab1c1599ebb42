using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture.Observers;

/// <summary>What an endpoint's metadata demands of a user, in the three forms that authorization has.</summary>
internal sealed record EndpointDemands(
    IReadOnlyList<IAuthorizeData> Data, IReadOnlyList<AuthorizationPolicy> Policies, IReadOnlyList<IAuthorizationRequirementData> Requirements)
{
    public bool AreNone => Data.Count == 0 && Policies.Count == 0 && Requirements.Count == 0;

    public static EndpointDemands Of(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        ? new EndpointDemands([], [], [])
        : new EndpointDemands(
            endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>(), endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>(),
            endpoint.Metadata.GetOrderedMetadata<IAuthorizationRequirementData>());

    /// <summary>All of it as one policy; null when nothing is demanded.</summary>
    public async ValueTask<AuthorizationPolicy?> PolicyAsync(IAuthorizationPolicyProvider policies)
    {
        var policy = await AuthorizationPolicy.CombineAsync(policies, Data, Policies);
        if (Requirements.Count == 0)
            return policy;
        var own = new AuthorizationPolicyBuilder();
        foreach (var requirement in Requirements.SelectMany(r => r.GetRequirements()))
            own.AddRequirements(requirement);
        return policy is null ? own.Build() : AuthorizationPolicy.Combine(policy, own.Build());
    }
}
