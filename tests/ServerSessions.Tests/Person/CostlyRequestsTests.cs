using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Person.Data;
using ServerSessions.Person.Limits;
using ServerSessions.PersonalData;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Person;

/// <summary>One account cannot keep the storage busy with what costs much: exports, erasures and sign-outs have a limit for each user.</summary>
public sealed class CostlyRequestsTests
{
    [Theory]
    [InlineData("GET", "/me/export")]
    [InlineData("GET", "/me/export?format=csv")]
    [InlineData("POST", "/me/sessions/sign-out-others")]
    public async Task A_user_with_too_many_requests_gets_the_time_to_wait_and_others_are_not_held_up(string method, string path)
    {
        var clock = new TestClock();
        await using var app = await PersonApp.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        var (anna, eve) = (await app.SignedInAsync("anna"), await app.SignedInAsync("eve"));
        for (var i = 0; i < CostlyRequests.MaxPerMinute; i++)
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await SendAsync(anna, method, path)).StatusCode);

        var refused = await SendAsync(anna, method, path);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        var wait = refused.Headers.RetryAfter!.Delta!.Value;
        Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Try again in {wait.TotalSeconds:0} seconds."), await refused.Content.ReadAsStringAsync());
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await SendAsync(eve, method, path)).StatusCode);
        clock.Advance(wait);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await SendAsync(anna, method, path)).StatusCode);
    }

    [Fact]
    public async Task Requests_to_erase_without_a_confirmation_count_for_nothing()
    {
        await using var app = await PersonApp.StartAsync(services: s => s.AddSingleton<TimeProvider>(new TestClock()));
        var anna = await app.SignedInAsync("anna");
        for (var i = 0; i <= CostlyRequests.MaxPerMinute; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await anna.DeleteAsync("/me/data")).StatusCode);

        Assert.Equal(HttpStatusCode.Accepted, (await anna.DeleteAsync("/me/data?confirm=erase")).StatusCode);
    }

    [Fact]
    public async Task A_sign_in_that_has_used_up_its_sign_outs_does_not_keep_another_one_of_the_user_from_ending_it()
    {
        await using var app = await PersonApp.StartAsync(services: s => s.AddSingleton<TimeProvider>(new TestClock()));
        var (thief, owner) = (await app.SignedInAsync("anna"), await app.SignedInAsync("anna"));
        for (var i = 0; i < CostlyRequests.MaxPerMinute; i++)
            Assert.Equal(HttpStatusCode.NotFound, (await thief.PostAsync($"/me/sessions/{SessionId.Create(1, 0, new Pseudonym(1, 2))}/sign-out", null)).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await thief.PostAsync("/me/sessions/sign-out-others", null)).StatusCode);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await owner.PostAsync("/me/sessions/sign-out-others", null)).StatusCode);
    }

    [Fact]
    public async Task A_request_while_an_erasure_waits_or_runs_is_answered_with_that_one()
    {
        await using var app = await PersonApp.StartAsync(services: s => s.AddSingleton<TimeProvider>(new TestClock()), options: o => o.Roles = SessionTrackingRoles.Capture);
        var (laptop, phone) = (await app.SignedInAsync("anna"), await app.SignedInAsync("anna"));

        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var answer = await (i % 2 == 0 ? laptop : phone).DeleteAsync("/me/data?confirm=erase");
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            return System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();
        }));

        Assert.Single(asked.Distinct());
        Assert.Single(await app.Services.GetRequiredService<ErasureStore>().SinceAsync(DateTimeOffset.MinValue, default));
    }

    [Fact]
    public async Task A_person_whose_data_was_just_erased_can_have_it_erased_again_five_minutes_later()
    {
        var clock = new TestClock();
        await using var app = await PersonApp.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        var anna = await app.SignedInAsync("anna");
        Assert.Equal(HttpStatusCode.Accepted, (await anna.DeleteAsync("/me/data?confirm=erase")).StatusCode);
        await anna.UntilAsync("/me/data", e => e.GetProperty("state").GetString() == "done");

        var refused = await anna.DeleteAsync("/me/data?confirm=erase");

        Assert.Equal((HttpStatusCode.TooManyRequests, DataEndpoints.Every), (refused.StatusCode, refused.Headers.RetryAfter!.Delta));
        Assert.Contains("Your data has just been erased.", await refused.Content.ReadAsStringAsync());
        // Requests of hers that were on their way give the erasure another round, and it ends anew.
        await Waiting.UntilAsync(
            async () =>
            {
                clock.Advance(DataEndpoints.Every);
                return (await anna.DeleteAsync("/me/data?confirm=erase")).StatusCode == HttpStatusCode.Accepted;
            },
            what: "five minutes after its end, the erasure can be repeated");
    }

    [Fact]
    public async Task A_browser_gets_a_page_that_says_when_to_try_again()
    {
        await using var app = await PersonApp.StartAsync(services: s => s.AddSingleton<TimeProvider>(new TestClock()));
        var anna = await app.SignedInAsync("anna", "text/html");
        for (var i = 0; i < CostlyRequests.MaxPerMinute; i++)
            await anna.GetAsync("/me/export");

        var refused = await anna.GetAsync("/me/export");

        Assert.Equal((HttpStatusCode.TooManyRequests, "text/html"), (refused.StatusCode, refused.Content.Headers.ContentType!.MediaType));
        Assert.Contains("Try again in", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public void A_request_that_failed_by_no_fault_of_the_user_does_not_count()
    {
        var limits = new CostlyRequests(new TestClock());
        var user = new Pseudonym(1, 2);
        for (var i = 0; i < 3 * CostlyRequests.MaxPerMinute; i++)
        {
            Assert.Equal(TimeSpan.Zero, limits.Take(user, CostlyRequest.Erasure));
            limits.GiveBack(user, CostlyRequest.Erasure);
        }
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient person, string method, string path) => person.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
}
