using System.Security.Claims;

namespace ServerSessions.Capture;

/// <summary>What identifies the user of a principal: the name identifier, the subject of a token, else the name.</summary>
internal static class Principals
{
    public static string? Id(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true)
            return null;
        var id = user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? user.FindFirst("sub")?.Value ?? user.Identity.Name;
        return string.IsNullOrEmpty(id) ? null : id;
    }

    /// <summary>The session that a token belongs to.</summary>
    public static string? SessionId(ClaimsPrincipal user) => user.FindFirst("sid")?.Value ?? user.FindFirst("jti")?.Value;
}
