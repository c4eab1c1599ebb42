using Microsoft.Extensions.Configuration;

namespace ServerSessions.Hosting.Configuration;

/// <summary>Where the settings of this application are read from.</summary>
/// <param name="Section">The section; null where the application has no configuration.</param>
internal sealed record SettingsSource(IConfiguration? Section);
