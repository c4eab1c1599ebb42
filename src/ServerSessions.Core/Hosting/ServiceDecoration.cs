using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Hosting;

/// <summary>Decorates a service that an application has, or will have by its default registration.</summary>
internal static class ServiceDecoration
{
    /// <summary>
    /// Replaces the registration of a service by one that wraps it. When there is none yet, the default is wrapped: what
    /// <paramref name="addDefault"/> registers on a scratch collection. Frameworks register by TryAdd, so their later registration has no effect.
    /// </summary>
    /// <remarks>If <paramref name="isThere"/> returns false, resolving a wrapped default gives null, as if nothing were registered.</remarks>
    public static void Decorate<TService>(
        this IServiceCollection services, Action<IServiceCollection> addDefault, Func<IServiceProvider, TService, TService> decorate,
        Func<IServiceProvider, bool>? isThere = null)
        where TService : class
    {
        var existing = services.LastOrDefault(d => d.ServiceType == typeof(TService) && !d.IsKeyedService);
        if (existing is null)
        {
            var scratch = new ServiceCollection();
            addDefault(scratch);
            existing = scratch.Last(d => d.ServiceType == typeof(TService));
        }
        else
        {
            services.Remove(existing);
            isThere = null;
        }

        var inner = services.Keep<TService>(existing);
        services.Add(new ServiceDescriptor(typeof(TService), provider => isThere?.Invoke(provider) == false ? null! : decorate(provider, inner(provider)), existing.Lifetime));
    }

    /// <summary>
    /// Keeps a registration under a key of its own, and returns what resolves it: the container goes on to make, share and dispose the service as the
    /// registration says.
    /// </summary>
    public static Func<IServiceProvider, TService> Keep<TService>(this IServiceCollection services, ServiceDescriptor descriptor) where TService : class
    {
        if (descriptor.ImplementationInstance is TService instance)
            return _ => instance;
        var key = new object();
        services.Add(new ServiceDescriptor(typeof(TService), key, (provider, _) => Create<TService>(provider, descriptor), descriptor.Lifetime));
        return provider => provider.GetRequiredKeyedService<TService>(key);
    }

    private static TService Create<TService>(IServiceProvider provider, ServiceDescriptor descriptor) where TService : class =>
        (TService)(descriptor.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!));
}
