using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.TestServers;
using ServerSessions.Personalization;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Personalization;

/// <summary>The journey of the session, read inside a request, in one process.</summary>
public sealed class LiveJourneyTests
{
    [Fact]
    public async Task A_request_reads_the_steps_before_it_with_friction_and_the_progress_in_a_flow()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.VisitAsync("/", "/cart", "/address");
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.PostAsync("/pay", null)).StatusCode);
        await app.SettledAsync(6);

        var journey = await visitor.JourneyAsync();

        Assert.False(journey.IsPartial);
        Assert.Equal(["GET /", "GET /cart", "GET /address", "POST /pay"], journey.Steps.Select(s => s.Name));
        Assert.Equal((3, Outcome.Invalid), (journey.Steps[^1].Count, journey.Steps[^1].Outcome));
        Assert.Equal((6, 1, 3), (journey.StepCount, journey.Friction.Repeats, journey.Friction.Errors));
        Assert.Equal([new FlowProgress("checkout", 2, 3, "POST /pay", "POST /pay", IsCompleted: false)], journey.Flows);
        Assert.Equal(("checkout", TaskKind.Flow, "POST /pay", true), Assert.Single(journey.Unfinished) is var task ? (task.Name, task.Kind, task.LastStep, task.IsOfThisSession) : default);
        Assert.NotNull(journey.Session);
    }

    [Fact]
    public async Task Steps_that_no_worker_has_committed_yet_are_there_too()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.VisitAsync("/", "/cart");
        await visitor.JourneyAsync(); // from now on this process keeps what it serves
        await app.SettledAsync(3);
        app.Storage.OnAppend = () => new AppendResult(AppendStatus.Busy, 0);
        await visitor.VisitAsync("/address");

        var journey = await visitor.JourneyAsync();

        Assert.False(journey.IsPartial);
        Assert.Equal(["GET /", "GET /cart", "GET /address"], journey.Steps.Select(s => s.Name));
        app.Storage.OnAppend = null;
        await app.SettledAsync(5);
        Assert.Equal(["GET /", "GET /cart", "GET /address"], (await visitor.JourneyAsync()).Steps.Select(s => s.Name));
    }

    [Fact]
    public async Task Without_storage_it_is_what_this_process_has_seen_and_says_so()
    {
        var fails = false;
        await using var app = await StartAsync(provider => FaultyStorage.Over(
            InProcess(provider), call => { if (fails && call == nameof(IJourneyStore.FindLiveAsync)) throw new StorageUnavailableException("Away."); }));
        var visitor = app.Visitor();
        await visitor.JourneyAsync();
        await visitor.VisitAsync("/", "/cart");
        fails = true;

        var journey = await visitor.JourneyAsync();

        Assert.True(journey.IsPartial);
        Assert.Equal(["GET /", "GET /cart"], journey.Steps.Select(s => s.Name));
        Assert.Equal("checkout", Assert.Single(journey.Flows).Flow);
        Assert.True(app.Warned("A journey could not be read inside a request: Away."));
    }

    [Fact]
    public async Task A_storage_that_does_not_answer_holds_a_request_up_no_longer_than_the_limit_and_the_next_not_at_all()
    {
        var calls = 0;
        var never = new TaskCompletionSource<ReadOnlyMemory<byte>?>();
        await using var app = await StartAsync(provider => HangingStorage.Over(InProcess(provider), () => { Interlocked.Increment(ref calls); return never.Task; }), o => o.LiveJourney.ReadTimeout = TimeSpan.FromMilliseconds(20));
        var visitor = app.Visitor();

        Assert.True((await visitor.JourneyAsync()).IsPartial);
        Assert.True((await visitor.JourneyAsync()).IsPartial);

        // A busy machine may take longer than a second between the two, and then the second asks again.
        Assert.InRange(calls, 1, 2);
        Assert.True(new ReadGate(new TestClock()) is var gate && gate.IsOpen && gate.Fail() && !gate.IsOpen && !gate.Fail());
    }

    [Fact]
    public async Task One_request_reads_storage_once_however_often_it_asks()
    {
        var reads = 0;
        await using var app = await StartAsync(provider => FaultyStorage.Over(
            InProcess(provider), call => reads += call == nameof(IJourneyStore.FindLiveAsync) ? 1 : 0));
        var visitor = app.Visitor();
        await visitor.VisitAsync("/", "/cart");
        Assert.Equal(0, reads);

        Assert.Equal("true", await visitor.GetStringAsync("/journey/twice"));

        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task Likely_next_steps_come_from_what_people_did_before()
    {
        await using var app = await StartAsync(options: o => o.LiveJourney.MinimumSupport = 5, map: web =>
        {
            LiveShop.Map(web);
            web.MapPost("/leave", () => "bye").TrackSignOut();
        });
        for (var i = 0; i < 6; i++)
        {
            var visitor = app.Visitor();
            await visitor.VisitAsync("/products", "/cart");
            await visitor.PostAsync("/leave", null);
        }

        var crawler = app.Visitor(userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");
        await crawler.VisitAsync("/products", "/help");
        await app.ClosedAsync(6);
        var person = app.Visitor();
        await person.VisitAsync("/products");
        await Waiting.UntilAsync(async () => (await person.JourneyAsync()).Steps.Count == 1, what: "the step is committed");
        await app.Services.GetRequiredService<TransitionService>().RefreshAsync(default);

        var next = (await person.JourneyAsync()).Next;

        Assert.Equal(new LikelyStep("GET /cart", 1, 6, LikelyStepSource.Transitions), Assert.Single(next));
    }

    [Fact]
    public async Task A_session_that_is_over_has_no_steps_and_no_flow()
    {
        var clock = new TestClock();
        await using var app = await StartAsync(services: services => services.AddSingleton<TimeProvider>(clock));
        var visitor = app.Visitor();
        await visitor.VisitAsync("/", "/cart");
        await app.SettledAsync(2);
        clock.Advance(TimeSpan.FromMinutes(31));

        var journey = await visitor.JourneyAsync();

        Assert.Equal((0, 0, null), (journey.Steps.Count, journey.Flows.Count, journey.Session));
    }

    [Fact]
    public async Task An_answer_with_a_journey_is_stored_in_no_cache()
    {
        await using var app = await StartAsync(services: services => services.AddOutputCache(), map: web =>
        {
            web.UseOutputCache();
            LiveShop.Map(web);
            web.MapGet("/cached", LiveShop.JourneyAsync).CacheOutput(policy => policy.Expire(TimeSpan.FromHours(1)));
        });
        var visitor = app.Visitor();

        var answer = await visitor.GetAsync("/public");

        Assert.Equal("no-store, private", string.Join(", ", answer.Headers.CacheControl!.ToString().Split(", ").Order(StringComparer.Ordinal)));
        Assert.False(answer.Headers.Contains("CDN-Cache-Control"));
        await visitor.VisitAsync("/cart", "/cached");
        var other = JsonSerializer.Deserialize<LiveJourney>(await app.Visitor().GetStringAsync("/cached"), JsonSerializerOptions.Web)!;
        Assert.Empty(other.Steps);
    }

    private static ISessionStorage InProcess(IServiceProvider provider) =>
        new InProcessStorage(new InProcessStorageOptions(2), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<WaitClock>());

    private static Task<TrackedApp> StartAsync(
        Func<IServiceProvider, ISessionStorage>? storage = null, Action<SessionTrackingOptions>? options = null, Action<IServiceCollection>? services = null, Action<WebApplication>? map = null) =>
        TrackedApp.StartAsync(
            map ?? LiveShop.Map,
            all =>
            {
                services?.Invoke(all);
                if (storage is not null)
                    all.AddSingleton(provider => SpyStorage.Around(storage(provider)).Storage);
            },
            o =>
            {
                LiveShop.Options(o);
                options?.Invoke(o);
            });
}
