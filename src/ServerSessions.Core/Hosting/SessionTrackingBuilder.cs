using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions;

/// <summary>Configures session tracking further, after <c>AddSessionTracking</c> or <c>AddSessionProcessing</c>.</summary>
public sealed class SessionTrackingBuilder
{
    private readonly Action<Action<SessionProcessingOptions>> _configure;

    internal SessionTrackingBuilder(IServiceCollection services) : this(services, change => services.Configure(change))
    {
    }

    internal SessionTrackingBuilder(IServiceCollection services, Action<Action<SessionProcessingOptions>> configure) => (Services, _configure) = (services, configure);

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a change of settings that is applied after the earlier ones.</summary>
    internal SessionTrackingBuilder Configure(Action<SessionProcessingOptions> change)
    {
        _configure(change);
        return this;
    }
}
