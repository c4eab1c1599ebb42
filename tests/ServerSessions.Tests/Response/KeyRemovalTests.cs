using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Model;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Response;

/// <summary>
/// A key goes from the list long after a new one has taken its place: what rules, people and reports know of users, accounts, networks and devices goes on in the middle of
/// an attack, because none of these is renamed.
/// </summary>
public sealed class KeyRemovalTests : IDisposable
{
    private static readonly ResponseNote Stolen = new("stolen", "ada");

    private readonly ShiftedTime _time = new();
    private readonly ISessionStorage _storage;

    public KeyRemovalTests() => _storage = SpyStorage.Around(new InProcessStorage(new InProcessStorageOptions(2), _time)).Storage;

    public void Dispose() => (_storage as IDisposable)?.Dispose();

    [Fact]
    public async Task Counters_suppressions_devices_decisions_and_links_of_users_carry_over()
    {
        await using (var app = await StartAsync(TestKeys.Old))
        {
            await FailAsync(app, [.. Enumerable.Repeat("dave", 10)]);
            var wrong = await AlertAsync(app, "D3", ActorKind.Account, 10);
            await app.Services.GetRequiredService<ISessionAlerts>().DecideAsync(
                wrong.Id, new AlertDecision { State = AlertState.FalsePositive, By = "ada", SuppressFor = TimeSpan.FromDays(60) });
            await SignInAsync(app, app.Visitor(), "alice");
            await app.SettledAsync(12);
        }

        string device;
        string session;
        await using (var app = await StartAsync(TestKeys.New, TestKeys.Old))
        {
            _time.Shift(TimeSpan.FromDays(40));
            await app.Services.GetRequiredService<ISessionControl>().BlockAsync(ResponseTarget.OfUser("trudy"), Stolen);
            await FailAsync(app, "victim", "victim", "victim", "victim", "victim", "victim", "b1", "b2", "b3", "b4");
            device = CookieOf(await PostAsync(app.Visitor(), "carol", isRight: true));
            session = CookieOf(await app.Visitor().GetAsync("/"));
            await ProbeAsync(app, session, 11, 25);
            await app.SettledAsync(14);
        }

        await using (var app = await StartAsync(TestKeys.New))
        {
            await FailAsync(app, "victim", "victim", "victim", "victim", "b5", "b6", "b7");
            using var known = app.Visitor();
            known.DefaultRequestHeaders.Add("Cookie", device);
            await PostAsync(known, "carol", isRight: false);
            await ProbeAsync(app, session, 31, 47, 52);
            await FailAsync(app, [.. Enumerable.Repeat("dave", 10)]);
            await SignInAsync(app, app.Visitor(), "alice");
            using var trudy = app.Visitor();
            await SignInAsync(app, trudy, "trudy");
            Assert.Equal(HttpStatusCode.Forbidden, (await trudy.GetAsync("/who")).StatusCode);
            await app.SettledAsync(25);
            _time.Shift(TimeSpan.FromMinutes(3));

            Assert.Equal(10, (await AlertAsync(app, "D3", ActorKind.Account, 10)).Finding.Count);
            await AlertAsync(app, "D1", ActorKind.Source, 8);
            Assert.Equal(5, (await AlertAsync(app, "D7", ActorKind.Session, 5)).Finding.Count);
            Assert.Equal(2, (await AlertsAsync(app)).Count(a => a.Finding is { Rule: "D3", Subject.Kind: ActorKind.Account }));
            Assert.True(app.Events.Last(e => e.Detail?.Login == LoginOutcome.Failed && e.Is(EventFlags.KnownDevice)) is { Key.IsNone: false });
            Assert.Equal(2, (await app.Reports.ListAsync(new SessionQuery { User = "alice" })).Items.Count);
        }
    }

    private Task<TrackedApp> StartAsync(params SessionKey[] keys) => TrackedApp.StartAsync(
        a =>
        {
            a.MapGet("/", () => "home");
            a.MapGet("/orders/{id:int}", (int id) => Results.StatusCode(id > 0 ? 403 : 404));
            a.MapPost("/login", async (HttpContext c) =>
            {
                var form = await c.Request.ReadFormAsync();
                if (form["password"] != "right")
                    return Results.Unauthorized();
                await c.SignInAsync(SignInApp.Principal(form["email"].ToString()));
                return Results.NoContent();
            }).TrackLogin("email");
            SignInApp.Map(a);
        },
        services =>
        {
            SignInApp.Services(services);
            services.AddSingleton<TimeProvider>(_time);
            services.AddSingleton(_storage);
        },
        o =>
        {
            foreach (var key in keys)
                o.Keys.Add(key);
        },
        kestrel: true);

    private static async Task FailAsync(TrackedApp app, params string[] accounts)
    {
        foreach (var account in accounts)
        {
            using var guesser = app.Visitor();
            Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(guesser, account, isRight: false)).StatusCode);
        }
    }

    private static async Task ProbeAsync(TrackedApp app, string cookie, params int[] ids)
    {
        using var prober = app.Visitor();
        prober.DefaultRequestHeaders.Add("Cookie", cookie);
        foreach (var id in ids)
            Assert.Equal(HttpStatusCode.Forbidden, (await prober.GetAsync($"/orders/{id}")).StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string account, bool isRight)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", account), KeyValuePair.Create("password", isRight ? "right" : "wrong")]);
        return await client.PostAsync("/login", form);
    }

    private static async Task SignInAsync(TrackedApp app, HttpClient client, string user)
    {
        await client.PostAsync($"/in/{user}", null);
        if (user != "trudy")
            Assert.Equal(user, await client.GetStringAsync("/who"));
    }

    private static string CookieOf(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(TrackedApp.CookieName + "=", StringComparison.Ordinal)).Split(';')[0];

    private static async Task<Alert> AlertAsync(TrackedApp app, string rule, ActorKind kind, int count)
    {
        Alert? found = null;
        IReadOnlyList<Alert> all = [];
        await Waiting.UntilAsync(
            async () =>
            {
                all = await AlertsAsync(app);
                return (found = all.FirstOrDefault(a => a.Finding.Rule == rule && a.Finding.Subject.Kind == kind && a.Finding.Count >= count)) is not null;
            },
            () => string.Join('\n', all.Select(a => $"{a.Finding.Rule} {a.Finding.Subject.Kind} {a.Finding.Count}")),
            $"an alert of {rule}");
        return found!;
    }

    private static async Task<IReadOnlyList<Alert>> AlertsAsync(TrackedApp app) =>
        (await app.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery { Limit = 100 })).Items;
}
