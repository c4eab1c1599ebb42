using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ServerSessions.Hosting;

/// <summary>
/// Registrations that are made when the host is built, after all of the application's. A decorator that stands in the collection earlier hides the service from
/// a later <c>TryAdd</c>, and is replaced by a later <c>Add</c>.
/// </summary>
internal sealed class LateRegistrations
{
    private readonly List<Action<IServiceCollection>> _pending = [];

    /// <summary>Registers when the host of these services is built; at once where no such moment follows.</summary>
    public static void Add(IServiceCollection services, Action<IServiceCollection> register)
    {
        if (!IsBuiltLater(services))
        {
            register(services);
            return;
        }

        HostBuilding.Observe();
        if (Of(services) is not { } late)
            services.AddSingleton(late = new LateRegistrations());
        late._pending.Add(register);
    }

    /// <summary>Makes the registrations that these services wait for.</summary>
    public static void Apply(IServiceCollection services)
    {
        if (Of(services) is not { } late)
            return;
        foreach (var register in late._pending)
            register(services);
        late._pending.Clear();
    }

    private static LateRegistrations? Of(IServiceCollection services) =>
        services.FirstOrDefault(d => d.ServiceType == typeof(LateRegistrations))?.ImplementationInstance as LateRegistrations;

    // Only the builders of applications (HostApplicationBuilder, WebApplicationBuilder) configure by a manager and collect services before they begin to build. A web
    // application that is being built already, as for what a test host adds to it, has its server among the hosted services.
    private static bool IsBuiltLater(IServiceCollection services) =>
        services.Any(d => d.ServiceType == typeof(HostBuilderContext) && d.ImplementationInstance is HostBuilderContext { Configuration: IConfigurationManager })
        && !services.Any(d => d.ServiceType == typeof(IHostedService) && !d.IsKeyedService && d.ImplementationType?.Name == "GenericWebHostService");
}
