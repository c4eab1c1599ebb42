using Microsoft.AspNetCore.Http;

namespace ServerSessions.Reports;

/// <summary>The page that a browser gets from this endpoint while the storage is unavailable.</summary>
internal sealed record UnavailablePageMetadata(Func<HttpContext, IResult> Page);
