using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Journeys.People;
using ServerSessions.Storage;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Personalization;

/// <summary>What was remembered of a person who withdrew is not written again by a session that was open then.</summary>
public sealed class WithdrawnPeopleTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    [Fact]
    public async Task A_session_that_was_open_at_the_withdrawal_brings_nothing_back_when_it_closes()
    {
        var clock = new TestClock();
        await using var app = await StartAsync(clock);
        var visitor = app.Visitor();
        await visitor.VisitAsync("/cart");
        await LiveShop.RememberedAsync(app.Services, m => m.Tasks.Length == 1);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("True", await (await visitor.PostAsync("/refuse", null)).Content.ReadAsStringAsync());
        await Waiting.UntilAsync(async () => await RememberedAsync(app) == 0, what: "it is erased");

        clock.Advance(Idle);
        await app.ClosedAsync(1);
        await app.SettledAsync(2);

        Assert.Equal(0, await RememberedAsync(app));
    }

    [Fact]
    public async Task A_session_on_another_device_brings_nothing_back_and_an_agreement_begins_anew()
    {
        var clock = new TestClock();
        await using var app = await StartAsync(clock);
        var (laptop, phone) = (app.Visitor(), app.Visitor());
        await laptop.PostAsync("/in/alice", null);
        await phone.PostAsync("/in/alice", null);
        await laptop.VisitAsync("/cart");
        await LiveShop.RememberedAsync(app.Services, m => m.Tasks.Length == 1);
        clock.Advance(TimeSpan.FromSeconds(1));
        await phone.PostAsync("/refuse", null);
        await Waiting.UntilAsync(async () => await RememberedAsync(app) == 0, what: "it is erased");

        clock.Advance(Idle);
        await app.ClosedAsync(2);
        Assert.Equal(0, await RememberedAsync(app));

        await phone.PostAsync("/accept", null);
        await phone.VisitAsync("/cart", "/address");
        await LiveShop.RememberedAsync(app.Services, m => m.Tasks is [{ Step: "GET /address" }]);
    }

    private static async Task<int> RememberedAsync(TrackedApp app)
    {
        var (storage, people, count) = (app.Services.GetRequiredService<ISessionStorage>(), app.Services.GetRequiredService<PersonStore>(), 0);
        for (var partition = 0; partition < storage.Partitions; partition++)
            foreach (var document in await storage.ListAsync(partition, PersonStore.Table, DocumentRange.Newest(100), default))
                if (Pseudonym.TryParse(document.Id, out var person) && await people.FindAsync(person, default) is { } memory)
                    count += memory.Tasks.Length + memory.Features.Length + memory.Places.Length;
        return count;
    }

    private static Task<TrackedApp> StartAsync(TestClock clock) => TrackedApp.StartAsync(
        web =>
        {
            web.UseAuthentication();
            SignInApp.Map(web);
            LiveShop.Map(web);
            web.MapPost("/refuse", (HttpContext c) => $"{c.GetTrackedSession()!.RefuseConsent()}");
            web.MapPost("/accept", (HttpContext c) => $"{c.GetTrackedSession()!.Consent(TrackingPurposes.All)}");
        },
        services =>
        {
            SignInApp.Services(services);
            services.AddSingleton<TimeProvider>(clock);
        },
        o =>
        {
            LiveShop.Options(o);
            o.Consent.Personalization = ConsentMode.OptOut;
        });
}
