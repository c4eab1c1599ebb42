using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerSessions.Hosting;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;
using ServerSessions.Tests.Support.Blazor;

namespace ServerSessions.Tests.Capture;

/// <summary>A form of a Razor component that is shown again with errors is invalid, with the names of the failing fields and never a value.</summary>
public sealed class ComponentFormTests
{
    private const string Value = "not-an-address-7f3a";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_form_shown_again_with_errors_is_invalid(bool isEnhanced)
    {
        await using var app = await StartAsync();
        var (status, step) = await SendAsync(app, isEnhanced, ("Order.Email", Value));
        Assert.Equal((HttpStatusCode.OK, "POST /order", Outcome.Invalid), (status, step.Step, step.Outcome));
        Assert.Equal(["Email", "Name"], step.Fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_value_that_cannot_be_converted_fails_its_field() => await AssertFieldsAsync(["Count"], ("Order.Count", Value), ("Order.Name", "x"));

    [Fact]
    public async Task What_the_application_finds_wrong_afterwards_counts() => await AssertFieldsAsync(["Address"], ("Order.Name", "x"), ("Order.Address.Street", "nowhere"));

    [Fact]
    public async Task A_field_of_an_object_inside_the_model_is_named_with_it() =>
        await AssertFieldsAsync(["Address.Street"], ("Order.Name", "x"), ("Order.Address.Street", "inside"));

    [Fact]
    public async Task What_the_client_named_is_not_kept() => await AssertFieldsAsync(["(other)"], ("Order.Name", "secretk3y"), ("Order.Address.Street", "invented"));

    [Theory]
    [InlineData("x", HttpStatusCode.OK, Outcome.Ok)]
    [InlineData("away", HttpStatusCode.Found, Outcome.Redirected)]
    public async Task A_form_that_is_accepted_is_not_invalid(string name, HttpStatusCode expected, Outcome outcome)
    {
        await using var app = await StartAsync();
        var (status, step) = await SendAsync(app, false, ("Order.Name", name));
        Assert.Equal((expected, outcome), (status, step.Outcome));
        Assert.Empty(step.Fields);
    }

    [Fact]
    public async Task The_first_look_at_a_form_is_no_refusal()
    {
        await using var app = await StartAsync();
        await app.Visitor().GetAsync("/order");
        Assert.Equal(Outcome.Ok, Assert.Single((await app.OnlySessionAsync(1)).Steps).Outcome);
    }

    [Theory]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public async Task The_activator_of_the_application_still_makes_the_components(ServiceLifetime lifetime)
    {
        var own = new OwnActivator();
        await using var app = await StartAsync(services => services.Add(new ServiceDescriptor(typeof(IComponentActivator), _ => own, lifetime)));
        Assert.Equal(Outcome.Invalid, (await SendAsync(app, false)).Step.Outcome);
        Assert.Contains(typeof(BlazorOrderPage), own.Made);
    }

    [Fact]
    public async Task An_activator_that_is_registered_after_tracking_makes_the_components_and_hides_nothing()
    {
        var own = new OwnActivator();
        await using var app = await StartAsync(after: services => services.Replace(ServiceDescriptor.Transient<IComponentActivator>(_ => own)));
        Assert.Equal(Outcome.Invalid, (await SendAsync(app, false)).Step.Outcome);
        Assert.Contains(typeof(BlazorOrderPage), own.Made);
        Assert.DoesNotContain(app.Logs.Lines, l => l.Text.Contains("IComponentActivator", StringComparison.Ordinal));
    }

    // Nothing wraps what the application puts in place once its host is being built.
    [Fact]
    public async Task An_activator_that_replaces_ours_is_warned_about_once()
    {
        await using var app = await StartAsync(after: services => LateRegistrations.Add(
            services, late => late.Replace(ServiceDescriptor.Transient<IComponentActivator>(_ => new OwnActivator()))));
        await app.Visitor().PostAsync("/order", Form([]));
        await app.Visitor().PostAsync("/order", Form([]));
        await app.SettledAsync(2);
        Assert.Single(app.Logs.Lines, l => l.Text.Contains("IComponentActivator", StringComparison.Ordinal));
    }

    private static async Task AssertFieldsAsync(string[] fields, params (string, string)[] sent)
    {
        await using var app = await StartAsync();
        var (_, step) = await SendAsync(app, false, sent);
        Assert.Equal(Outcome.Invalid, step.Outcome);
        Assert.Equal(fields, step.Fields.Order(StringComparer.Ordinal));
    }

    private static async Task<(HttpStatusCode Status, SessionStep Step)> SendAsync(TrackedApp app, bool isEnhanced, params (string, string)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/order") { Content = Form(fields) };
        if (isEnhanced)
            request.Headers.TryAddWithoutValidation("Accept", "text/html; blazor-enhanced-nav=on");
        var answer = await app.Visitor().SendAsync(request);
        return (answer.StatusCode, Assert.Single((await app.OnlySessionAsync(1)).Steps));
    }

    private static FormUrlEncodedContent Form((string Name, string Value)[] fields) =>
        new(fields.Append(("Order.Count", "1")).DistinctBy(f => f.Item1).Prepend(("_handler", "order")).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));

    private static Task<TrackedApp> StartAsync(Action<IServiceCollection>? services = null, Action<IServiceCollection>? after = null) => TrackedApp.StartAsync(
        app =>
        {
            app.UseAntiforgery();
            app.MapRazorComponents<BlazorOrderPage>();
        },
        s =>
        {
            s.AddRazorComponents();
            services?.Invoke(s);
        },
        after: after);

    private sealed class OwnActivator : IComponentActivator
    {
        public List<Type> Made { get; } = [];

        public IComponent CreateInstance(Type componentType)
        {
            Made.Add(componentType);
            return (IComponent)Activator.CreateInstance(componentType)!;
        }
    }
}
