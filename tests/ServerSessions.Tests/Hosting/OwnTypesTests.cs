using System.Reflection;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ServerSessions.Tests.Hosting;

/// <summary>What an application may own is neither taken nor changed.</summary>
public sealed class OwnTypesTests
{
    // TimeProvider is registered by TryAdd, as the framework's own authentication does; decorated services wrap the application's.
    private static readonly string[] Shared =
    [
        nameof(IHostedService), nameof(IStartupFilter), nameof(TimeProvider), nameof(IAuthenticationService), nameof(IAntiforgery), "IAuthorizationMiddlewareResultHandler",
        "IProblemDetailsService", "IProblemDetailsWriter", "IComponentActivator",
    ];

    [Fact]
    public void Every_service_of_ours_has_a_type_of_ours()
    {
        var before = new ServiceCollection().AddOptions().AddLogging().AddMetrics();
        var services = new ServiceCollection().AddOptions().AddLogging().AddMetrics();
        services.AddSessionTracking();
        var taken = services.Where(d => before.All(b => b.ServiceType != d.ServiceType)).Select(d => d.ServiceType).Distinct()
            .Where(type => !IsOurs(type) && !Shared.Contains(type.Name) && !(type.Name is "IConfigureOptions`1" or "IValidateOptions`1" or "IPostConfigureOptions`1"));
        Assert.Empty(taken.Select(type => type.ToString()));
    }

    [Fact]
    public void What_an_application_says_of_plain_loopback_counts_before_and_after()
    {
        foreach (var first in (bool[])[true, false])
        {
            var services = new ServiceCollection().AddSingleton<IHostEnvironment>(new Development());
            if (first)
                services.Configure<WebhookOptions>(o => o.AllowInsecureLoopback = false);
            services.AddSessionTracking();
            if (!first)
                services.Configure<WebhookOptions>(o => o.AllowInsecureLoopback = false);
            Assert.False(services.BuildServiceProvider().GetRequiredService<IOptions<WebhookOptions>>().Value.AllowInsecureLoopback);
        }
    }

    [Fact]
    public void Event_ids_are_unique_over_all_assemblies()
    {
        var ids = new[]
        {
            typeof(WebhookOptions).Assembly, typeof(SessionTrackingOptions).Assembly, typeof(RedisStorageOptions).Assembly, typeof(MaxMindBuilderExtensions).Assembly, typeof(ServerSessions.Dashboard.Hosting.DashboardPages).Assembly,
            typeof(Microsoft.AspNetCore.Builder.SessionMcpEndpointRouteBuilderExtensions).Assembly,
        }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => (method, method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(pair => pair.Item2 is not null)
            .GroupBy(pair => pair.Item2!.EventId, pair => $"{pair.method.DeclaringType}.{pair.method.Name}").ToList();
        Assert.NotEmpty(ids);
        Assert.Empty(ids.Where(id => id.Count() > 1).Select(id => $"{id.Key}: {string.Join(", ", id)}"));
    }

    private static bool IsOurs(Type type) =>
        type.Assembly.GetName().Name!.StartsWith("ServerSessions", StringComparison.Ordinal) || type.GetGenericArguments().Any(IsOurs);

    private sealed class Development : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;
        public string ApplicationName { get; set; } = "app";
        public string ContentRootPath { get; set; } = "";
        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = null!;
    }
}
