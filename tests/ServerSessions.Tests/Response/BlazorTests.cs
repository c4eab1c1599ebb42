using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Response;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;
using ServerSessions.Tests.Support.Blazor;

namespace ServerSessions.Tests.Response;

/// <summary>A Blazor Server circuit lives in one connection: it is cut when its session is revoked, also by a decision of another node.</summary>
public sealed class BlazorTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public async Task A_revoked_persons_circuit_is_cut_within_a_quarter_of_a_second_and_another_persons_goes_on()
    {
        await using var app = await StartAsync(_clock);
        var watch = app.Services.GetRequiredService<CircuitWatch>();
        var (alice, bob) = (await SignInAsync(app, "alice"), await SignInAsync(app, "bob"));
        using var hers = await OpenAsync(app, alice);
        using var his = await OpenAsync(app, bob);
        await Task.WhenAll(watch.Of("alice").Rendered.Task, watch.Of("bob").Rendered.Task).InTimeAsync();

        // A sign-in of the same tick is not older than the decision.
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await DecideElsewhereAsync(app, "alice");
        var ended = hers.EndedAsync(default);
        // The first quarter may pass while the node still reads for the first time; nothing makes it miss the second.
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        if (await Task.WhenAny(ended, Task.Delay(TimeSpan.FromSeconds(10))) != ended)
            _clock.Advance(TimeSpan.FromMilliseconds(250));
        await ended.InTimeAsync();

        await watch.Of("alice").Down.Task.InTimeAsync();
        await Assert.ThrowsAsync<TimeoutException>(() => his.EndedAsync(default).WaitAsync(TimeSpan.FromMilliseconds(300)));
        Assert.False(watch.Of("bob").Down.Task.IsCompleted);
    }

    [Fact]
    public async Task The_circuit_cannot_be_taken_up_again_with_the_revoked_sign_in()
    {
        await using var app = await StartAsync();
        var alice = await SignInAsync(app, "alice");
        var html = await PageAsync(app, alice);
        using (await BlazorBrowser.OpenAsync(app.Address, alice, html))
            await app.Services.GetRequiredService<ISessionControl>().RevokeAsync(ResponseTarget.OfUser("alice"), new ResponseNote("stolen"));
        await Assert.ThrowsAsync<WebSocketException>(() => BlazorBrowser.OpenAsync(app.Address, alice, html));
    }

    private static Task<TrackedApp> StartAsync(TimeProvider? time = null) => TrackedApp.StartAsync(
        app =>
        {
            SignInApp.Map(app);
            app.UseAntiforgery();
            app.MapRazorComponents<BlazorShop>().AddInteractiveServerRenderMode().RequireAuthorization();
        },
        services =>
        {
            SignInApp.Services(services);
            services.AddSingleton(time ?? TimeProvider.System);
            services.AddRazorComponents().AddInteractiveServerComponents();
            services.AddCascadingAuthenticationState();
            services.AddSingleton<CircuitWatch>().AddScoped<CircuitHandler, WatchingCircuitHandler>();
        },
        kestrel: true);

    // As another node decides: into storage, without a word to this one.
    private async Task DecideElsewhereAsync(TrackedApp app, string user)
    {
        var now = _clock.GetUtcNow();
        await app.Services.GetRequiredService<DecisionStore>().WriteAsync(new SessionDecision
        {
            Id = "dec_elsewhere",
            Kind = ResponseKind.Revoke,
            State = DecisionState.Active,
            Targets = [.. app.Services.GetRequiredService<ISessionFinder>().UsersOf(user).Select(u => new DecisionTarget(DecisionTargetKind.User, u.ToString()))],
            At = now,
            Until = now.AddDays(1),
            Reason = "stolen",
        }, default);
    }

    private static async Task<string> SignInAsync(TrackedApp app, string user)
    {
        var answer = await app.Visitor().PostAsync("/in/" + user, null);
        return string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
    }

    private static async Task<BlazorBrowser> OpenAsync(TrackedApp app, string cookies) => await BlazorBrowser.OpenAsync(app.Address, cookies, await PageAsync(app, cookies));

    private static async Task<string> PageAsync(TrackedApp app, string cookies)
    {
        var answer = await app.Visitor().SendAsync(new HttpRequestMessage(HttpMethod.Get, "/counter") { Headers = { { "Cookie", cookies } } });
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
