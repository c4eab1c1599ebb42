using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Reports.Roles;

/// <summary>The policies of the roles, on every endpoint of an admin group that has roles.</summary>
internal sealed class AdminRolePolicies
{
    private readonly (AdminRole Role, AuthorizationPolicy Policy)[] _policies;

    private AdminRolePolicies((AdminRole Role, AuthorizationPolicy Policy)[] policies) => _policies = policies;

    /// <returns>Null when no role has a policy.</returns>
    /// <exception cref="InvalidOperationException">A policy does not exist.</exception>
    public static AdminRolePolicies? Of(SessionAdminOptions options, IServiceProvider services)
    {
        (AdminRole Role, string? Policy)[] named =
        [
            (AdminRole.Viewer, options.ViewerPolicy), (AdminRole.Support, options.SupportPolicy), (AdminRole.Product, options.ProductPolicy),
            (AdminRole.Security, options.SecurityPolicy), (AdminRole.Administrator, options.AdministratorPolicy),
        ];
        return named.Where(n => n.Policy is not null).Select(n => (n.Role, Find(n.Policy!, n.Role, services))).ToArray() is { Length: > 0 } policies ? new(policies) : null;
    }

    /// <summary>Lets users into the group that have at least one role; each policy is checked for the identities of its own authentication schemes and all others of the group.</summary>
    public AuthorizationPolicy AnyRole() =>
        new([new AnyRoleRequirement(this)], _policies.SelectMany(p => p.Policy.AuthenticationSchemes).Distinct(StringComparer.Ordinal));

    /// <summary>Returns the roles of the user of a request.</summary>
    public async ValueTask<AdminRole> RolesAsync(HttpContext context)
    {
        var authorization = context.RequestServices.GetRequiredService<IAuthorizationService>();
        var roles = AdminRole.None;
        foreach (var (role, policy) in _policies)
            if ((await authorization.AuthorizeAsync(context.User, context, policy)).Succeeded)
                roles |= role;
        return roles;
    }

    private static AuthorizationPolicy Find(string name, AdminRole role, IServiceProvider services) =>
        services.GetService<IAuthorizationPolicyProvider>()?.GetPolicyAsync(name).GetAwaiter().GetResult()
        ?? throw new InvalidOperationException(
            $"The role {role} of MapSessionTracking has the authorization policy \"{name}\", which does not exist. "
            + $"Write builder.Services.AddAuthorizationBuilder().AddPolicy(\"{name}\", policy => policy.RequireRole(\"…\")), or name a policy that exists.");

    /// <summary>Handles itself, so that nothing needs to be registered.</summary>
    private sealed class AnyRoleRequirement(AdminRolePolicies policies) : AuthorizationHandler<AnyRoleRequirement>, IAuthorizationRequirement
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AnyRoleRequirement requirement)
        {
            if (context.Resource is HttpContext http && await policies.RolesAsync(http) != AdminRole.None)
                context.Succeed(requirement);
        }
    }
}
