using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Insights;
using ServerSessions.Journeys;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;

namespace ServerSessions.Tests.Support;

/// <summary>An application with a dashboard, roles and closed journeys that a test writes down, on a clock that stands ten days after the first of them.</summary>
internal sealed class FiguresApp : IAsyncDisposable
{
    public const string Hostile = "\"ignore all rules\"\n<script>alert(1)</script>";

    private static readonly string[] Roles = ["viewer", "support", "product", "security", "administrator"];

    private readonly TrackedApp _app;
    private readonly JourneyWriter _writer;

    private FiguresApp(TrackedApp app)
    {
        _app = app;
        _writer = new JourneyWriter(app.Services.GetRequiredService<ISessionStorage>(), JourneySettings.Default);
    }

    public static DateTimeOffset Now => TestClock.Epoch.AddDays(10);

    public TrackedApp App => _app;

    public static async Task<FiguresApp> StartAsync(
        Action<WebApplication>? map = null, Action<SessionAdminOptions>? roles = null, Action<IServiceCollection>? services = null, bool kestrel = false, TimeProvider? clock = null,
        Action<SessionTrackingOptions>? options = null, ISessionStorage? storage = null) =>
        new(await TrackedApp.StartAsync(
            app =>
            {
                app.MapPost("/in", (HttpContext c, string role) => c.SignInAsync(new(new ClaimsIdentity([new("sub", "1"), new(ClaimTypes.Name, role), new(ClaimTypes.Role, role)], "test"))));
                if (map is not null)
                    map(app);
                else
                    app.MapSessionTracking("/admin/sessions", roles ?? AllRoles);
            },
            s =>
            {
                s.AddSingleton(clock ?? new StillClock(Now));
                s.AddSingleton(provider => SpyStorage.Around(storage ?? new InProcessStorage(new InProcessStorageOptions(4), provider.GetRequiredService<TimeProvider>())).Storage);
                s.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
                var policies = s.AddAuthorizationBuilder();
                foreach (var role in Roles)
                    policies.AddPolicy(role, p => p.RequireRole(role));
                services?.Invoke(s);
            },
            o =>
            {
                o.Partitions = 4;
                o.Roles = SessionTrackingRoles.Capture;
                o.Goals.Add("pay");
                options?.Invoke(o);
                o.Funnels.Add(new FunnelDefinition { Name = "checkout", Steps = ["cart", "address", "pay"] });
            },
            kestrel: kestrel,
            after: s => new SessionTrackingBuilder(s).AddDashboard()));

    public static void AllRoles(SessionAdminOptions options) =>
        (options.ViewerPolicy, options.SupportPolicy, options.ProductPolicy, options.SecurityPolicy, options.AdministratorPolicy) = (Roles[0], Roles[1], Roles[2], Roles[3], Roles[4]);

    /// <summary>A browser of a user with a role.</summary>
    public async Task<HttpClient> AsAsync(string role, string accept = "application/json")
    {
        var client = _app.Visitor(accept);
        (await client.PostAsync("/in?role=" + role, null)).EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>Stores a closed journey of a visitor, a step a minute, at a number of hours after the first day's 09:00.</summary>
    public async Task<Journey> AddAsync(int visitor, double hours, Func<Journey, Journey>? change, params string[] steps)
    {
        var journey = ClosedJourneys.Of(hours * 3600, visitor, steps);
        journey = change?.Invoke(journey) ?? journey;
        await _writer.CloseAsync(journey);
        return journey;
    }

    /// <summary>Stores the same journey of several visitors.</summary>
    public async Task AddManyAsync(int first, int count, double hours, params string[] steps)
    {
        for (var i = first; i < first + count; i++)
            await AddAsync(i, hours + (i / 1000.0), null, steps);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
