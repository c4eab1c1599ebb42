using System.Net;
using System.Text.Json;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Person;

/// <summary>A person signs out one device or all others, and nothing of another person.</summary>
public sealed class MyDevicesTests
{
    [Fact]
    public async Task One_device_is_signed_out_and_the_other_goes_on()
    {
        await using var app = await PersonApp.StartAsync();
        var (laptop, phone) = (await app.SignedInAsync("anna"), await app.SignedInAsync("anna"));
        var devices = await DevicesAsync(laptop, 2);
        Assert.True(devices[0].GetProperty("isThis").GetBoolean());
        Assert.False(devices[1].GetProperty("isThis").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, (await laptop.PostAsync($"/me/sessions/{Id(devices[1])}/sign-out", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.GetAsync("/me/activity")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await laptop.GetAsync("/me/activity")).StatusCode);
        Assert.NotNull((await DevicesAsync(laptop, 2))[1].GetProperty("signedOutAt").GetString());
        // A later sign-in there is good.
        await phone.PostAsync("/in/anna", null);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/me/activity")).StatusCode);
    }

    [Fact]
    public async Task All_others_are_signed_out_and_this_one_stays_also_the_second_time_from_another()
    {
        await using var app = await PersonApp.StartAsync();
        var (laptop, phone, tablet, eve) = (await app.SignedInAsync("anna"), await app.SignedInAsync("anna"), await app.SignedInAsync("anna"), await app.SignedInAsync("eve"));
        Assert.Equal(HttpStatusCode.OK, (await laptop.PostAsync("/me/sessions/sign-out-others", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.GetAsync("/me/activity")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await tablet.GetAsync("/me/activity")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await laptop.GetAsync("/me/activity")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await eve.GetAsync("/me/activity")).StatusCode);
        await phone.PostAsync("/in/anna", null);
        Assert.Equal(HttpStatusCode.OK, (await phone.PostAsync("/me/sessions/sign-out-others", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/me/activity")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await laptop.GetAsync("/me/activity")).StatusCode);
    }

    [Fact]
    public async Task Another_persons_session_is_answered_like_one_that_does_not_exist()
    {
        await using var app = await PersonApp.StartAsync();
        var (anna, eve) = (await app.SignedInAsync("anna"), await app.SignedInAsync("eve"));
        var id = Id((await DevicesAsync(anna, 1))[0]);
        await DevicesAsync(eve, 1);
        var (theirs, none) = (await eve.PostAsync($"/me/sessions/{id}/sign-out", null), await eve.PostAsync("/me/sessions/019a9e5c-7c40-7000-8abc-00000000ffff/sign-out", null));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (theirs.StatusCode, none.StatusCode));
        Assert.Equal(WithoutTrace(await none.Content.ReadAsStringAsync()), WithoutTrace(await theirs.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await eve.PostAsync("/me/sessions/anything/sign-out", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("/me/activity")).StatusCode);
        // A closed one too.
        await anna.PostAsync("/out", null);
        await app.ClosedAsync(1);
        Assert.Equal(HttpStatusCode.NotFound, (await eve.PostAsync($"/me/sessions/{id}/sign-out", null)).StatusCode);
    }

    [Fact]
    public async Task A_browser_that_two_people_share_is_signed_out_for_the_one_who_asks_only()
    {
        await using var app = await PersonApp.StartAsync();
        var shared = await app.SignedInAsync("anna");
        await DevicesAsync(shared, 1);
        await shared.PostAsync("/in/eve", null);
        await shared.GetAsync("/");
        var laptop = await app.SignedInAsync("anna");
        var other = (await DevicesAsync(laptop, 2)).Single(d => !d.GetProperty("isThis").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, (await laptop.PostAsync($"/me/sessions/{Id(other)}/sign-out", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await shared.GetAsync("/me/activity")).StatusCode);
    }

    [Fact]
    public async Task The_page_marks_this_device_and_has_a_form_for_each_other()
    {
        await using var app = await PersonApp.StartAsync();
        var laptop = await app.SignedInAsync("anna", "text/html");
        await app.SignedInAsync("anna");
        var html = "";
        await Waiting.UntilAsync(async () => (html = await laptop.GetStringAsync("/me/sessions")).Split("<strong>").Length == 3, () => html, "the page lists two devices");
        Assert.Contains("this device", html);
        Assert.Equal(2, html.Split("/sign-out\"").Length);
        Assert.Contains("./sessions/sign-out-others", html);
    }

    private static async Task<IReadOnlyList<JsonElement>> DevicesAsync(HttpClient person, int count) =>
        [.. (await person.UntilAsync("/me/sessions", d => d.GetProperty("items").GetArrayLength() == count)).GetProperty("items").EnumerateArray()];

    private static string Id(JsonElement device) => device.GetProperty("id").GetString()!;

    private static string WithoutTrace(string problem) => problem.Split("\"traceId\"")[0];
}
