using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions;

/// <summary>Goes on configuring session tracking after <c>AddSessionTracking</c>.</summary>
public sealed class SessionTrackingBuilder
{
    internal SessionTrackingBuilder(IServiceCollection services) => Services = services;

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }
}
