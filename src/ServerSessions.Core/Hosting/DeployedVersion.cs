using System.Reflection;
using Microsoft.Extensions.Options;

namespace ServerSessions.Hosting;

/// <summary>The version of the running application: the configured one, otherwise that of its build.</summary>
internal sealed class DeployedVersion(IOptions<SessionProcessingOptions> options)
{
    public string? Name { get; } = options.Value.Version
        ?? Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
