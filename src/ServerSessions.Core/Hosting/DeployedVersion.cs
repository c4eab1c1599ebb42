using System.Reflection;
using Microsoft.Extensions.Options;

namespace ServerSessions.Hosting;

/// <summary>What the application that runs here is called: as it was told, else as its build says.</summary>
internal sealed class DeployedVersion(IOptions<SessionProcessingOptions> options)
{
    public string? Name { get; } = options.Value.Version
        ?? Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
