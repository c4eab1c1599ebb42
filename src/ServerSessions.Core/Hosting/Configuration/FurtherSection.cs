using Microsoft.Extensions.Configuration;

namespace ServerSessions.Hosting.Configuration;

/// <summary>The section of a further call, whose settings come after those of the first one.</summary>
/// <param name="Section">The section.</param>
internal sealed record FurtherSection(IConfiguration Section);
