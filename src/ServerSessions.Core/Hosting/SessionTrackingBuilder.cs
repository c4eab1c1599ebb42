using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions;

/// <summary>Goes on configuring session tracking after <c>AddSessionTracking</c> or <c>AddSessionProcessing</c>.</summary>
public sealed class SessionTrackingBuilder
{
    private readonly Action<Action<SessionProcessingOptions>> _configure;

    internal SessionTrackingBuilder(IServiceCollection services) : this(services, change => services.Configure(change))
    {
    }

    internal SessionTrackingBuilder(IServiceCollection services, Action<Action<SessionProcessingOptions>> configure) => (Services, _configure) = (services, configure);

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Changes the settings after what was configured so far.</summary>
    internal SessionTrackingBuilder Configure(Action<SessionProcessingOptions> change)
    {
        _configure(change);
        return this;
    }
}
