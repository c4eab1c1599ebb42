using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Person;

/// <summary>A person takes their own data and has it erased; consent and transparency are reachable below the same pattern.</summary>
public sealed class MyDataTests
{
    [Fact]
    public async Task An_export_has_the_persons_own_sessions_and_settings_only()
    {
        await using var app = await PersonApp.StartAsync();
        var (anna, eve) = (await app.SignedInAsync("anna"), await app.SignedInAsync("eve"));
        await anna.PostAsJsonAsync("/me/goals", new { kind = "days", target = 3 });
        var mine = Id(await anna.UntilAsync("/me/sessions", d => d.GetProperty("items").GetArrayLength() == 1));
        var other = Id(await eve.UntilAsync("/me/sessions", d => d.GetProperty("items").GetArrayLength() == 1));
        var export = "";
        await Waiting.UntilAsync(async () => (export = await anna.GetStringAsync("/me/export?user=eve")).Contains(mine, StringComparison.Ordinal), () => export, "the export has the session");
        Assert.DoesNotContain(other, export);
        Assert.Contains("\"target\":3", export);
        Assert.StartsWith("text/csv", (await anna.GetAsync("/me/export?format=csv")).Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task An_erasure_needs_a_confirmation_shows_its_progress_and_leaves_others_alone()
    {
        await using var app = await PersonApp.StartAsync();
        var (anna, eve) = (await app.SignedInAsync("anna"), await app.SignedInAsync("eve"));
        foreach (var person in (HttpClient[])[anna, eve])
            await person.PostAsJsonAsync("/me/goals", new { kind = "days", target = 3 });
        await anna.UntilAsync("/me/sessions", d => d.GetProperty("items").GetArrayLength() == 1);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync("/me/data")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.DeleteAsync("/me/data")).StatusCode);
        var accepted = await anna.DeleteAsync("/me/data?confirm=erase&user=eve");
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.DoesNotContain("subjectHash", await accepted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(ErasureRequester.Person, (await app.Services.GetRequiredService<ISessionPrivacy>().FindErasureAsync(DataSubject.OfUser("anna")))!.RequestedBy);
        await anna.UntilAsync("/me/data", e => e.GetProperty("state").GetString() == "done");
        Assert.Equal(0, (await anna.JsonAsync("/me/goals")).GetArrayLength());
        await anna.UntilAsync("/me/sessions", d => d.GetProperty("items").GetArrayLength() == 0);
        Assert.Equal(1, (await eve.JsonAsync("/me/goals")).GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await eve.GetAsync("/me/data")).StatusCode);
    }

    [Fact]
    public async Task A_user_whose_id_is_the_hash_of_another_user_has_nothing_of_them()
    {
        await using var app = await PersonApp.StartAsync();
        var anna = await app.SignedInAsync("anna");
        await anna.PostAsJsonAsync("/me/goals", new { kind = "days", target = 3 });
        var session = Id(await anna.UntilAsync("/me/sessions", d => d.GetProperty("items").GetArrayLength() == 1));
        var hash = (await app.Reports.ListAsync(new SessionQuery())).Items.Single(s => s.Id == session).UserHash!;
        var eve = await app.SignedInAsync(hash);
        var export = await eve.GetStringAsync("/me/export");
        Assert.DoesNotContain(session, export, StringComparison.Ordinal);
        Assert.DoesNotContain("\"target\":3", export, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, (await eve.DeleteAsync("/me/data?confirm=erase")).StatusCode);
        await eve.UntilAsync("/me/data", e => e.GetProperty("state").GetString() == "done");
        Assert.Equal(1, (await anna.JsonAsync("/me/goals")).GetArrayLength());
        Assert.Contains(session, await anna.GetStringAsync("/me/export"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_is_decided_and_read_below_the_same_pattern()
    {
        await using var app = await PersonApp.StartAsync();
        var anna = await app.SignedInAsync("anna");
        Assert.Equal(HttpStatusCode.OK, (await anna.PutAsJsonAsync("/me/consent", new { purposes = new[] { "analytics" } })).StatusCode);
        var purposes = (await anna.JsonAsync("/me/consent")).GetProperty("purposes").EnumerateArray().ToDictionary(p => p.GetProperty("purpose").GetString()!, p => p.GetProperty("decision").GetString());
        Assert.Equal(("granted", "refused"), (purposes["analytics"], purposes["personalization"]));
    }

    [Fact]
    public async Task The_profile_for_audience_measurement_has_no_person_and_says_what_it_does()
    {
        await using var app = await PersonApp.StartAsync(options: o => o.Profile = TrackingProfile.AudienceOnly);
        var anna = await app.SignedInAsync("anna");
        foreach (var path in (string[])["activity", "sessions", "export", "data"])
            Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync($"/me/{path}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("/me/transparency")).StatusCode);
    }

    private static string Id(System.Text.Json.JsonElement devices) => devices.GetProperty("items")[0].GetProperty("id").GetString()!;
}
