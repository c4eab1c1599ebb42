using Microsoft.Extensions.Configuration;

namespace ServerSessions.Hosting.Configuration;

/// <summary>The source of this application's settings.</summary>
/// <param name="Section">The section; null where the application has no configuration.</param>
internal sealed record SettingsSource(IConfiguration? Section);
