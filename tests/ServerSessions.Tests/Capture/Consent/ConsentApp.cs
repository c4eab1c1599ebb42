using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Cookies;
using ServerSessions.Consents;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Capture.Consent;

/// <summary>Nodes of an application that asks for consent: they share storage, keys and clock.</summary>
internal sealed class ConsentApp
{
    public const string Shop = "https://shop.example";
    public static readonly string ConsentName = "__Host-" + SessionCookie.DefaultName(typeof(TrackedApp).Assembly.GetName().Name!) + "-consent";
    public static readonly string SessionName = "__Host-" + SessionCookie.DefaultName(typeof(TrackedApp).Assembly.GetName().Name!);

    private static readonly string Secret = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]);

    public TestClock Clock { get; } = new();

    public InProcessStorage Storage { get; } = new(new InProcessStorageOptions(2), TimeProvider.System);

    public Task<TrackedApp> StartAsync(Action<ConsentOptions>? options = null, Action<SessionTrackingOptions>? tracking = null, Action<IServiceCollection>? services = null, Action<WebApplication>? map = null) => TrackedApp.StartAsync(
        app =>
        {
            // Requests are ordered by their times.
            app.Use((context, next) =>
            {
                Clock.Freeze(TimeSpan.FromMilliseconds(1));
                if (IPAddress.TryParse(context.Request.Headers["X-Address"], out var address))
                    context.Connection.RemoteIpAddress = address;
                return next(context);
            });
            app.UseAuthentication();
            app.UseSessionTracking();
            app.UseOutputCache();
            app.MapGet("/", (HttpContext c) => $"{c.GetTrackedSession()!.Purposes}{(c.GetTrackedSession()!.ConsentNeeded ? " ?" : "")}");
            app.MapPost("/accept", (HttpContext c) => c.GetTrackedSession()!.Consent(TrackingPurposes.All));
            app.MapPost("/analytics", (HttpContext c) => c.GetTrackedSession()!.Consent(TrackingPurposes.Analytics));
            app.MapPost("/refuse", (HttpContext c) => c.GetTrackedSession()!.RefuseConsent());
            app.MapPost("/withdraw", (HttpContext c, TrackingPurposes? of) => c.GetTrackedSession()!.WithdrawConsent(of ?? TrackingPurposes.All));
            app.MapPost("/in/{user}", (HttpContext c, string user) => c.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "test"))));
            app.MapPost("/out", (HttpContext c) => c.SignOutAsync());
            map?.Invoke(app);
        },
        s =>
        {
            s.AddSingleton<TimeProvider>(Clock);
            s.AddSingleton(SpyStorage.Around(Storage).Storage);
            s.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
            s.AddOutputCache();
            services?.Invoke(s);
        },
        o =>
        {
            o.Keys.Add(new SessionKey { Id = "test", Secret = Secret });
            (o.Consent.Analytics, o.Consent.Personalization) = (ConsentMode.OptIn, ConsentMode.OptIn);
            options?.Invoke(o.Consent);
            tracking?.Invoke(o);
        },
        environment: "Production", use: false);

    public static Browser Browser(TrackedApp app) => new(app.App.GetTestServer().CreateHandler);

    public static async Task<string> LookAsync(Browser browser) => await (await browser.OpenAsync(Shop + "/")).Content.ReadAsStringAsync();

    public static async Task<string> PostAsync(Browser browser, string path) => await (await browser.SendFormAsync(Shop + path, Shop + "/")).Content.ReadAsStringAsync();

    /// <summary>The proofs of a pseudonym, once there are as many as expected.</summary>
    public async Task<IReadOnlyList<ConsentEntry>> ProofsAsync(Pseudonym person, int count)
    {
        IReadOnlyList<ConsentEntry> entries = [];
        await Waiting.UntilAsync(async () => (entries = await new ConsentStore(Storage, 2).FindAsync(person, default)).Count >= count, what: $"{count} proofs are stored");
        return entries;
    }

    /// <summary>Everything in the table of proofs.</summary>
    public async Task<IReadOnlyList<Document>> AllProofsAsync() =>
        [.. await Storage.ListAsync(0, ConsentStore.Table, DocumentRange.Oldest(100), default), .. await Storage.ListAsync(1, ConsentStore.Table, DocumentRange.Oldest(100), default)];
}
