using Microsoft.AspNetCore.Http;
using ServerSessions.Insights;

namespace ServerSessions.Reports.Roles;

/// <summary>
/// With roles, refuses a route that is not the caller's with 403, before the request is read any further: the answer is the same for ids that exist and that do not.
/// </summary>
internal sealed class RoleFilter : IEndpointFilter
{
    // A filter by what the caller may not see would answer whether it is there.
    private static readonly string[] Identities = ["user", "issuer", "key", "account"];
    private static readonly string[] SegmentIdentities = ["trait", "property", "cohort"];
    private static readonly string[] Findings = ["rule", "minRisk", "recorded"];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var metadata = http.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<AdminRolePolicies>() is not { } policies)
            return await next(context);
        var roles = await policies.RolesAsync(http);
        var access = new SessionAdminAccess(roles);
        http.Features.Set(access);
        var area = metadata.GetMetadata<AdminDoorMetadata>()?.Area ?? AdminArea.Administration;
        if (!access.May(area))
            return Problem("Your role does not have this part of the session reports.");
        var segment = WithheldSegment(http.Request.Query, access);
        if ((Withheld(http.Request.Query, access) ?? (area == AdminArea.Sessions ? segment : null)) is { } filter)
            return Refused(filter);
        // Figures have a floor; the single sessions beside them do not.
        if (segment is not null)
            http.Features.Set(access.WithoutSessions());
        return await next(context);
    }

    /// <summary>Returns the first filter of a query that a caller may not use; null when there is none.</summary>
    public static string? Withheld(IQueryCollection query, SessionAdminAccess access) =>
        (access.SeesIdentities ? [] : Identities).Concat(access.SeesSecurity ? [] : Findings).FirstOrDefault(name => query[name].Any(value => !string.IsNullOrEmpty(value)));

    /// <summary>Returns the first key of the segments of a query by which a caller may not select single sessions; null when there is none.</summary>
    public static string? WithheldSegment(IQueryCollection query, SessionAdminAccess access) => access.SeesIdentities ? null
        : query["cohort"].Any(name => !string.IsNullOrWhiteSpace(name)) ? "cohort" : WithheldSegment(query["segment"].Select(text => text?.Trim()), access);

    /// <summary>The same of the texts of a segment.</summary>
    public static string? WithheldSegment(IEnumerable<string?> segment, SessionAdminAccess access) => access.SeesIdentities ? null
        : SegmentIdentities.FirstOrDefault(key => segment.Any(text => text is not null && Segment.KeyOf(text) == key)) is { } withheld ? "segment=" + withheld : null;

    /// <summary>The answer to a query with a filter that the caller may not use.</summary>
    public static IResult Refused(string filter) => Problem($"Your role does not have the filter \"{filter}\".");

    private static IResult Problem(string why) => TypedResults.Problem(why, statusCode: StatusCodes.Status403Forbidden);
}
