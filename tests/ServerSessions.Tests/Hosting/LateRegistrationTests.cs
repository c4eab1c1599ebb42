using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Capture;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Hosting;

/// <summary>What an application or a library registers after tracking has the effect that it has without tracking.</summary>
public sealed class LateRegistrationTests
{
    private static readonly Type[] Services =
        [typeof(IAuthenticationService), typeof(IAuthorizationMiddlewareResultHandler), typeof(IAntiforgery), typeof(IComponentActivator), typeof(IProblemDetailsService)];

    public static TheoryData<Type> Wrapped { get; } = [.. Services];

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void A_TryAdd_of_a_wrapped_service_after_tracking_wins_as_without_tracking(Type service) => AssertUsed(service, static (services, own) => services.TryAdd(own));

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void An_Add_of_a_wrapped_service_after_tracking_wins_and_is_observed(Type service)
    {
        var resolved = AssertUsed(service, static (services, own) => services.Add(own));
        Assert.StartsWith("ServerSessions", resolved.GetType().Namespace, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void A_TryAdd_after_tracking_loses_against_what_the_application_registered_before_it(Type service)
    {
        var (first, second) = (Calls.Of(service), Calls.Of(service));
        var builder = Builder();
        builder.Services.Add(new ServiceDescriptor(service, _ => first, ServiceLifetime.Scoped));
        builder.Services.AddSessionTracking();
        builder.Services.TryAdd(new ServiceDescriptor(service, _ => second, ServiceLifetime.Scoped));
        Use(builder.Build(), service);
        Assert.Equal((true, false), (((Calls)first).WereMade, ((Calls)second).WereMade));
    }

    [Fact]
    public void Services_are_as_the_application_left_them_until_the_host_is_built()
    {
        var builder = Builder();
        builder.Services.AddSessionTracking();
        Assert.DoesNotContain(builder.Services, d => Services.Contains(d.ServiceType) && !d.IsKeyedService);
    }

    // WebApplicationFactory and its like add services while the host is built.
    [Fact]
    public async Task Tracking_that_is_added_while_the_application_is_built_observes_too()
    {
        var builder = Builder();
        SignInApp.Services(builder.Services);
        builder.Services.AddSingleton<Mark>();
        using (DiagnosticListener.AllListeners.Subscribe(new WhenBuilt(services =>
        {
            if (services.Any(d => d.ServiceType == typeof(Mark)) && !services.Any(d => d.ServiceType == typeof(SessionTracker)))
                services.AddSessionTracking();
        })))
        {
            await using var app = builder.Build();
            using var scope = app.Services.CreateScope();
            Assert.Equal("ObservingAuthenticationService", scope.ServiceProvider.GetRequiredService<IAuthenticationService>().GetType().Name);
        }
    }

    // The host that collects services while it is built has no later moment: they are wrapped at once, and a service that replaces ours is named.
    [Fact]
    public async Task A_host_of_the_older_builder_observes_and_names_what_replaces_the_observer()
    {
        var (services, _) = await StartOlderAsync(_ => { });
        Assert.Equal("ObservingAuthenticationService", services);
        var (replaced, logs) = await StartOlderAsync(s => s.AddScoped<IAuthenticationService, OwnAuthenticationService>());
        Assert.Equal(nameof(OwnAuthenticationService), replaced);
        Assert.Contains(logs.Lines, l => l.Level == LogLevel.Warning && l.Text.StartsWith(nameof(OwnAuthenticationService), StringComparison.Ordinal));
    }

    private static async Task<(string Service, CapturedLogs Logs)> StartOlderAsync(Action<IServiceCollection> after)
    {
        var logs = new CapturedLogs();
        using var host = new HostBuilder().UseEnvironment("Development").ConfigureWebHost(web => web.UseTestServer()
            .ConfigureServices(services =>
            {
                services.AddLogging(l => l.AddProvider(logs)).AddRouting();
                SignInApp.Services(services);
                services.AddSessionTracking();
                after(services);
            })
            .Configure(app => app.UseSessionTracking())).Build();
        await host.StartAsync();
        using var scope = host.Services.CreateScope();
        return (scope.ServiceProvider.GetRequiredService<IAuthenticationService>().GetType().Name, logs);
    }

    private static object AssertUsed(Type service, Action<IServiceCollection, ServiceDescriptor> register)
    {
        var own = Calls.Of(service);
        var builder = Builder();
        builder.Services.AddSessionTracking();
        register(builder.Services, new ServiceDescriptor(service, _ => own, ServiceLifetime.Scoped));
        var resolved = Use(builder.Build(), service);
        Assert.True(((Calls)own).WereMade);
        return resolved;
    }

    private static object Use(WebApplication app, Type service)
    {
        using var scope = app.Services.CreateScope();
        var resolved = scope.ServiceProvider.GetRequiredService(service);
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        switch (resolved)
        {
            case IAuthenticationService authentication: _ = authentication.ChallengeAsync(context, null, null); break;
            case IAuthorizationMiddlewareResultHandler results: _ = results.HandleAsync(_ => Task.CompletedTask, context, new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build(), PolicyAuthorizationResult.Success()); break;
            case IAntiforgery antiforgery: antiforgery.SetCookieTokenAndHeader(context); break;
            case IComponentActivator activator: activator.CreateInstance(typeof(object)); break;
            case IProblemDetailsService problems: _ = problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context }); break;
            default: throw new NotSupportedException($"{service}");
        }

        return resolved;
    }

    private static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        return builder;
    }

    private sealed class Mark;

    /// <summary>A service of the application that does nothing and notes that it was called.</summary>
    public class Calls : DispatchProxy
    {
        public bool WereMade { get; private set; }

        public static object Of(Type service) => Create(service, typeof(Calls));

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            WereMade = true;
            var type = targetMethod!.ReturnType;
            return type == typeof(Task) ? Task.CompletedTask : type.IsValueType && type != typeof(void) ? Activator.CreateInstance(type) : null;
        }
    }

    private sealed class WhenBuilt(Action<IServiceCollection> add) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == "HostBuilding" && value.Value is IHostBuilder builder)
                builder.ConfigureServices((_, services) => add(services));
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
