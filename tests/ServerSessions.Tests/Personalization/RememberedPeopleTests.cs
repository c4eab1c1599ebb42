using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Journeys.People;
using ServerSessions.Storage;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Personalization;

/// <summary>What is remembered of a person over sessions and devices, in one process.</summary>
public sealed class RememberedPeopleTests
{
    [Fact]
    public async Task A_task_begun_on_one_device_is_unfinished_on_the_other_until_it_is_finished_there()
    {
        await using var app = await StartAsync();
        var (phone, laptop) = (app.Visitor(), app.Visitor());
        await phone.PostAsync("/in/alice", null);
        await phone.VisitAsync("/cart", "/address", "/help", "/search");
        await LiveShop.RememberedAsync(app.Services, m => m.Tasks is [{ Step: "GET /address" }]);
        await laptop.PostAsync("/in/alice", null);

        var journey = await laptop.JourneyAsync();

        Assert.Equal(("checkout", "GET /address", false), Assert.Single(journey.Unfinished) is var task ? (task.Name, task.LastStep, task.IsOfThisSession) : default);
        Assert.NotNull(journey.ContinueAt);
        await app.SettledAsync(7);

        Assert.Equal(["POST /in/{user}"], (await laptop.JourneyAsync()).Steps.Select(s => s.Name));
        await laptop.PostAsync("/pay?card=1", null);
        await LiveShop.RememberedAsync(app.Services, m => m.Tasks.Any(t => t.IsDone));
        Assert.Empty((await phone.JourneyAsync()).Unfinished);
        Assert.Empty((await laptop.JourneyAsync()).Unfinished);
    }

    [Fact]
    public async Task A_person_continues_where_an_earlier_session_was_left_and_sees_the_features_used_last()
    {
        var clock = new TestClock();
        await using var app = await StartAsync(clock);
        var visitor = app.Visitor();
        await visitor.PostAsync("/in/alice", null);
        await visitor.VisitAsync("/cart", "/search", "/help", "/products");
        await app.SettledAsync(5);
        clock.Advance(TimeSpan.FromHours(2));
        await LiveShop.RememberedAsync(app.Services, m => m.Places is [{ Step: "GET /products" }]);
        await visitor.VisitAsync("/");

        var journey = await visitor.JourneyAsync();

        Assert.Equal("GET /products", journey.ContinueAt?.Step);
        Assert.Equal(["help", "search"], journey.RecentFeatures.Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.Equal("checkout", Assert.Single(journey.Unfinished).Name);
    }

    [Fact]
    public async Task Another_person_sees_none_of_it_and_neither_does_the_browser_after_its_sign_out()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.VisitAsync("/cart"); // anonymous, then known
        await LiveShop.RememberedAsync(app.Services, m => m.Tasks.Length == 1);
        await visitor.PostAsync("/in/alice", null);
        await visitor.VisitAsync("/address");
        await Waiting.UntilAsync(async () => await PeopleAsync(app) == 1, what: "what the browser had is the user's");
        await visitor.PostAsync("/out", null);
        var stranger = app.Visitor();
        await stranger.PostAsync("/in/bob", null);

        Assert.Empty((await stranger.JourneyAsync()).Unfinished);
        await app.ClosedAsync(1);
        Assert.Empty((await visitor.JourneyAsync()).Unfinished);
    }

    [Theory]
    [InlineData("Sec-GPC", "1")]
    [InlineData("DNT", "1")]
    public async Task Nothing_is_remembered_of_who_asks_not_to_be_tracked_and_nothing_is_read(string header, string value)
    {
        await using var app = await StartAsync();
        var (willing, refusing) = (app.Visitor(), app.Visitor());
        await willing.PostAsync("/in/alice", null);
        await willing.VisitAsync("/cart");
        await LiveShop.RememberedAsync(app.Services, m => m.Tasks.Length == 1);
        refusing.DefaultRequestHeaders.Add(header, value);
        await refusing.PostAsync("/in/alice", null);
        await refusing.PostAsync("/in/carol", null);
        await refusing.VisitAsync("/cart");
        await app.SettledAsync(5);

        Assert.Equal(1, await PeopleAsync(app));
        await refusing.PostAsync("/in/alice", null);
        Assert.DoesNotContain((await refusing.JourneyAsync()).Unfinished, t => !t.IsOfThisSession);
    }

    [Fact]
    public async Task It_is_forgotten_when_its_time_is_over()
    {
        var clock = new TestClock();
        await using var app = await StartAsync(clock, TimeSpan.FromDays(1));
        var visitor = app.Visitor();
        await visitor.PostAsync("/in/alice", null);
        await visitor.VisitAsync("/cart");
        await app.SettledAsync(2);
        clock.Advance(TimeSpan.FromHours(20));
        await LiveShop.RememberedAsync(app.Services, m => m.Tasks.Length == 1);
        var people = app.Services.GetRequiredService<PersonStore>();
        Assert.Equal(0, await people.SweepAsync(default));
        Assert.NotEmpty((await visitor.JourneyAsync()).Unfinished);
        clock.Advance(TimeSpan.FromHours(5));

        Assert.Empty((await visitor.JourneyAsync()).Unfinished);
        await people.SweepAsync(default);
        Assert.Equal(0, await PeopleAsync(app));
    }

    [Fact]
    public void Reports_merge_in_any_order_and_more_than_once_with_the_same_result()
    {
        PersonProgress[] reports =
        [
            Report(new PersonMemory { Tasks = [new("checkout", IsForm: false, "GET /cart", 10, IsDone: false, Session(1))] }),
            Report(new PersonMemory { Tasks = [new("checkout", IsForm: false, "POST /pay", 20, IsDone: true, Session(2))] }),
            Report(new PersonMemory { Tasks = [new("/form", IsForm: true, "POST /form", 15, IsDone: false, Session(3))], Places = [new("GET /", 12, Session(3))] }),
            Report(new PersonMemory { Features = [new("help", 30, Session(4))], Places = [new("GET /help", 29, Session(4))] }),
        ];
        var expected = Text(reports.Aggregate(PersonMemory.Empty, (m, r) => m.With(r, 0)));
        var random = new Random(1);
        for (var i = 0; i < 50; i++)
        {
            PersonProgress[] shuffled = [.. reports, .. reports];
            random.Shuffle(shuffled);
            Assert.Equal(expected, Text(shuffled.Aggregate(PersonMemory.Empty, (m, r) => m.With(r, 0))));
        }

        var full = Enumerable.Range(0, 100).Select(i => Report(new PersonMemory
        {
            Places = [new("GET /", i, Session(i))],
            Tasks = [new($"t{i}", IsForm: false, "GET /", i, IsDone: false, Session(i))],
            Features = [new($"f{i}", i, Session(i))],
        })).Aggregate(PersonMemory.Empty, (m, r) => m.With(r, 0));
        Assert.Equal((PersonMemory.MaxTasks, PersonMemory.MaxFeatures, PersonMemory.MaxPlaces), (full.Tasks.Length, full.Features.Length, full.Places.Length));
        Assert.Equal("t99", full.Tasks[0].Name);
        Assert.Equal(Text(full), Text(PersonCodec.Decode(PersonCodec.Encode(full))));
        Assert.Equal(Text(reports[2].News), Text(PersonCodec.DecodeReports(PersonCodec.EncodeReports(reports))[2].News));

        static PersonProgress Report(PersonMemory news) => new(new Pseudonym(1, 2), Session(9)) { News = news };
        static SessionId Session(int number) => SessionId.Create(number * 1_000, 0, new Pseudonym(1, 2));
        static string Text(PersonMemory memory) => $"{string.Join(';', memory.Tasks.Select(t => t.ToString()))} {string.Join(';', memory.Features.Select(f => f.ToString()))} {string.Join(';', memory.Places.Select(p => p.ToString()))}";
    }

    private static async Task<int> PeopleAsync(TrackedApp app)
    {
        var (storage, count) = (app.Services.GetRequiredService<ISessionStorage>(), 0);
        for (var partition = 0; partition < storage.Partitions; partition++)
            count += (await storage.ListAsync(partition, PersonStore.Table, DocumentRange.Newest(100), default)).Count;
        return count;
    }

    private static Task<TrackedApp> StartAsync(TestClock? clock = null, TimeSpan? kept = null) => TrackedApp.StartAsync(
        web =>
        {
            web.UseAuthentication();
            SignInApp.Map(web);
            LiveShop.Map(web);
            web.MapPost("/out", () => Results.SignOut()).TrackSignOut();
        },
        services =>
        {
            SignInApp.Services(services);
            if (clock is not null)
                services.AddSingleton<TimeProvider>(clock);
        },
        o =>
        {
            LiveShop.Options(o);
            o.LiveJourney.Kept = kept ?? o.LiveJourney.Kept;
        });
}
