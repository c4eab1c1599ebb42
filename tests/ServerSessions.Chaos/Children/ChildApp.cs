using ServerSessions.Storage;

namespace ServerSessions.Chaos.Children;

/// <summary>The application of a child process.</summary>
internal abstract class ChildApp(ChildSettings settings, FileLog log) : IDisposable
{
    private IHost? _host;

    public IServiceProvider Services => _host!.Services;

    /// <summary>Where it listens; empty when it does not.</summary>
    public virtual string Address => "";

    /// <summary>What it has offered to the queue; null when the product's own count of served requests is meant.</summary>
    public virtual long? Offered => null;

    /// <summary>Of those, what the queue did not take.</summary>
    public virtual long Refused => 0;

    protected ChildSettings Settings { get; } = settings;

    public virtual async Task StartAsync()
    {
        _host = Build();
        await _host.StartAsync();
    }

    public virtual Task StopAsync() => _host!.StopAsync();

    /// <summary>A command that only this kind of child understands.</summary>
    public virtual void Obey(string command) => throw new ArgumentException($"A {Settings.Role} does not understand \"{command}\".");

    public virtual void Dispose() => _host?.Dispose();

    protected abstract IHost Build();

    protected virtual ISessionStorage Around(ISessionStorage storage) => storage;

    /// <summary>A host without a web server.</summary>
    protected IHost BuildPlain()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, EnvironmentName = "Production" });
        Configure(builder.Services, builder.Logging);
        return builder.Build();
    }

    protected void Configure(IServiceCollection services, ILoggingBuilder logging)
    {
        logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(log).AddFilter("Microsoft", LogLevel.Warning);
        Tracking.Add(services, Settings, Around);
    }
}
