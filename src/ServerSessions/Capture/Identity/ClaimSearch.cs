using System.Security.Claims;

namespace ServerSessions.Capture.Identity;

/// <summary>Finds claims as the principal does, without the enumerators that it makes: several claims are looked up in every request.</summary>
internal static class ClaimSearch
{
    /// <summary>The first claim of a type; null when there is none.</summary>
    public static Claim? First(ClaimsPrincipal principal, string type)
    {
        // A type of the application's own may look elsewhere.
        if (principal.GetType() != typeof(ClaimsPrincipal) || principal.Identities is not List<ClaimsIdentity> identities)
            return principal.FindFirst(type);
        for (var i = 0; i < identities.Count; i++)
            if (First(identities[i], type) is { } claim)
                return claim;
        return null;
    }

    private static Claim? First(ClaimsIdentity identity, string type)
    {
        if (identity.GetType() != typeof(ClaimsIdentity) || identity.Claims is not List<Claim> claims)
            return identity.FindFirst(type);
        for (var i = 0; i < claims.Count; i++)
            if (claims[i].Type.Equals(type, StringComparison.OrdinalIgnoreCase))
                return claims[i];
        return null;
    }
}
