using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Creates components as the framework does where no activator is registered: its own is not public. Constructors take services; the framework fills properties afterwards.
/// </summary>
internal sealed class PlainComponentActivator(IServiceProvider services) : IComponentActivator
{
    private static readonly ConcurrentDictionary<Type, ObjectFactory> Factories = new();

    public IComponent CreateInstance(Type componentType)
    {
        if (!typeof(IComponent).IsAssignableFrom(componentType))
            throw new ArgumentException($"The type {componentType.FullName} does not implement {nameof(IComponent)}.", nameof(componentType));
        return (IComponent)Factories.GetOrAdd(componentType, static type => ActivatorUtilities.CreateFactory(type, Type.EmptyTypes))(services, []);
    }
}
