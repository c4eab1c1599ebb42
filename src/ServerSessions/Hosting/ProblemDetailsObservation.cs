using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Observers;

namespace ServerSessions.Hosting;

/// <summary>
/// Shows requests to the observing problem-details service only: middleware that is built at start (exception handler, developer page) checks whether such a service
/// exists, and must find what the application registered, or nothing.
/// </summary>
internal static class ProblemDetailsObservation
{
    public static void ObserveProblemDetails(this IServiceCollection services)
    {
        var scratch = new ServiceCollection().AddProblemDetails();
        var service = scratch.Single(d => d.ServiceType == typeof(IProblemDetailsService));
        var writers = scratch.Where(d => d.ServiceType == typeof(IProblemDetailsWriter)).Select(d => d.ImplementationType).ToHashSet();
        var own = services.LastOrDefault(d => d.ServiceType == typeof(IProblemDetailsService) && !d.IsKeyedService);
        if (own is not null)
            services.Remove(own);

        var given = services.Keep<IProblemDetailsService>(own ?? service);
        services.AddSingleton<RootServices>();
        services.AddSingleton(provider => new InnerProblemDetails(
            // Registered by AddProblemDetails after us: its TryAdd found ours, but its writer is there.
            own is not null || provider.GetServices<IProblemDetailsWriter>().Any(w => writers.Contains(w.GetType())) ? given(provider) : null));
        services.AddTransient<IProblemDetailsService>(provider =>
        {
            var inner = provider.GetRequiredService<InnerProblemDetails>().Service;
            return ReferenceEquals(provider, provider.GetRequiredService<RootServices>().Provider) ? inner! : new ObservingProblemDetailsService(inner);
        });
    }

    private sealed record InnerProblemDetails(IProblemDetailsService? Service);

    private sealed class RootServices(IServiceProvider provider)
    {
        public IServiceProvider Provider => provider;
    }
}
