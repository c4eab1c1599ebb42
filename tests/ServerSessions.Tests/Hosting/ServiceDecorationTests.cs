using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Hosting;

namespace ServerSessions.Tests.Hosting;

public class ServiceDecorationTests
{
    public interface IPart
    {
        bool IsDisposed { get; }
    }

    [Theory]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public void The_container_disposes_a_decorated_service_of_the_application_as_before(ServiceLifetime lifetime)
    {
        foreach (var registration in new[] { new ServiceDescriptor(typeof(IPart), typeof(Part), lifetime), new ServiceDescriptor(typeof(IPart), _ => new Part(), lifetime) })
        {
            var services = new ServiceCollection();
            ((ICollection<ServiceDescriptor>)services).Add(registration);
            services.Decorate<IPart>(_ => { }, (_, inner) => new Wrapper(inner));
            Wrapper wrapper;
            using (var provider = services.BuildServiceProvider(validateScopes: true))
            using (var scope = provider.CreateScope())
                wrapper = Assert.IsType<Wrapper>(scope.ServiceProvider.GetRequiredService<IPart>());
            Assert.True(wrapper.IsDisposed);
        }
    }

    [Fact]
    public void It_leaves_an_instance_of_the_application_alone()
    {
        var part = new Part();
        var services = new ServiceCollection().AddSingleton<IPart>(part);
        services.Decorate<IPart>(_ => { }, (_, inner) => new Wrapper(inner));
        using (var provider = services.BuildServiceProvider())
            Assert.False(provider.GetRequiredService<IPart>().IsDisposed);
        Assert.False(part.IsDisposed);
    }

    private sealed class Part : IPart, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class Wrapper(IPart inner) : IPart
    {
        public bool IsDisposed => inner.IsDisposed;
    }
}
