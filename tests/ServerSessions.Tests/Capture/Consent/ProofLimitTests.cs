using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using ServerSessions.Consents;
using ServerSessions.TestServers;
using ServerSessions.Storage;
using ServerSessions.Journeys.People;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Capture.Consent.ConsentApp;

namespace ServerSessions.Tests.Capture.Consent;

/// <summary>A script that agrees with a fresh cookie again and again fills no storage, and every decision holds.</summary>
public sealed class ProofLimitTests
{
    private const int Limit = 16;

    private readonly ConsentApp _nodes = new();

    [Fact]
    public async Task One_network_begins_a_limited_number_of_proofs_a_day_and_every_decision_holds()
    {
        await using var app = await StartAsync();
        var answers = new List<JsonElement>();
        for (var i = 0; i < 2 * Limit; i++)
            answers.Add(await AcceptAsync(app, "198.51.100.7"));
        Assert.All(answers, a => Assert.All(a.GetProperty("purposes").EnumerateArray(), p => Assert.True(p.GetProperty("holds").GetBoolean())));
        Assert.Equal([.. Enumerable.Repeat("kept", Limit), .. Enumerable.Repeat("lost", Limit)], answers.Select(Proof));
        Assert.Equal(Limit, (await _nodes.AllProofsAsync()).Count);
        var report = await app.Reports.PipelineAsync();
        Assert.Equal(("network", Limit), (Assert.Single(report.UnprovenConsents).Name, report.UnprovenConsents[0].Count));

        Assert.Equal("kept", Proof(await AcceptAsync(app, "203.0.113.9")));
        _nodes.Clock.Freeze(TimeSpan.FromDays(1));
        Assert.Equal("kept", Proof(await AcceptAsync(app, "198.51.100.7")));
    }

    [Fact]
    public async Task Later_decisions_of_a_browser_take_no_place_of_other_browsers()
    {
        await using var app = await StartAsync();
        using var client = Client(app, "198.51.100.7");
        for (var i = 0; i < 4 * Limit; i++)
            Assert.Equal("kept", Proof(await DecideAsync(client, "analytics")));
        Assert.Equal("kept", Proof(await AcceptAsync(app, "198.51.100.7")));
    }

    [Fact]
    public async Task Withdrawals_of_fresh_cookies_leave_no_more_marks_than_a_network_may_and_what_is_remembered_goes_all_the_same()
    {
        await using var app = await _nodes.StartAsync(o => o.ProofsPerNetwork = Limit, o =>
        {
            o.LiveJourney.RemembersPeople = true;
            o.Flows.Add(new Flow("order", ["GET /", "POST /order"]));
        }, map: a => a.MapConsent("/consent"));
        using var remembered = Client(app, "198.51.100.7");
        await DecideAsync(remembered, "analytics", "personalization");
        await remembered.GetAsync("/");
        await Waiting.UntilAsync(async () => await PeopleAsync(people: 1), what: "the browser's task is remembered");
        var person = (await DocumentsAsync())[0];
        for (var i = 0; i < 2 * Limit; i++)
        {
            using var fresh = Client(app, "198.51.100.7");
            await DecideAsync(fresh, "analytics", "personalization");
            await DecideAsync(fresh);
        }

        await Waiting.UntilAsync(async () => await PeopleAsync(Limit + 1), what: "the withdrawals are kept");
        await DecideAsync(remembered);
        await Waiting.UntilAsync(async () => (await DocumentsAsync()).Single(d => d.Id == person.Id).Version > person.Version, what: "the memory is erased");
        Assert.Equal(Limit + 1, (await DocumentsAsync()).Count);
    }

    private async Task<bool> PeopleAsync(int people) => (await DocumentsAsync()).Count >= people;

    private async Task<IReadOnlyList<Document>> DocumentsAsync() =>
        [.. await _nodes.Storage.ListAsync(0, PersonStore.Table, DocumentRange.Oldest(100), default), .. await _nodes.Storage.ListAsync(1, PersonStore.Table, DocumentRange.Oldest(100), default)];

    [Fact]
    public async Task A_person_who_sends_the_form_reads_that_its_choice_holds_without_a_proof()
    {
        await using var app = await StartAsync();
        for (var i = 0; i < Limit; i++)
            await AcceptAsync(app, "198.51.100.7");
        var browser = Browser(app);
        browser.Extra["X-Address"] = "198.51.100.7";
        var answer = await browser.SendFormAsync(Shop + "/consent", Shop + "/", ("decision", "accept"), ("returnUrl", "/"));
        Assert.Contains("Your choice holds", await answer.Content.ReadAsStringAsync());
        Assert.Equal("All", await LookAsync(browser));
    }

    [Fact]
    public async Task Of_a_browser_whose_agreement_is_proven_the_withdrawal_is_proven_too()
    {
        await using var app = await StartAsync();
        using var client = Client(app, "198.51.100.7");
        await DecideAsync(client, "analytics");
        for (var i = 0; i < Limit; i++)
            await AcceptAsync(app, "198.51.100.7");
        Assert.Equal("kept", Proof(await DecideAsync(client)));
        Assert.Equal("notNeeded", Proof(await DecideAsync(Client(app, "198.51.100.7"))));
    }

    [Fact]
    public async Task Above_the_number_of_all_proofs_no_browser_gets_its_first_and_users_and_known_browsers_get_theirs()
    {
        var store = new ConsentStore(new InProcessStorage(new InProcessStorageOptions(1), TimeProvider.System), 1, maxProofs: 2);
        var kept = new List<ConsentProof>();
        for (ulong browser = 1; browser <= 3; browser++)
            kept.Add(await store.AddAsync(new Pseudonym(1, browser), Entry(0), ProofBegin.WithinLimit, default));
        Assert.Equal([ConsentProof.Kept, ConsentProof.Kept, ConsentProof.Lost], kept);
        Assert.Equal(ConsentProof.Kept, await store.AddAsync(new Pseudonym(1, 1), Entry(1), ProofBegin.WithinLimit, default));
        Assert.Equal(ConsentProof.Kept, await store.AddAsync(new Pseudonym(9, 9), Entry(0), ProofBegin.Always, default));
    }

    [Fact]
    public async Task Storage_that_removes_the_oldest_documents_keeps_room_for_those_of_users()
    {
        var storage = new InProcessStorage(new InProcessStorageOptions(1), TimeProvider.System);
        var store = new ConsentStore(storage, 1);
        await store.AddAsync(new Pseudonym(9, 9), Entry(0), ProofBegin.Always, default);
        for (ulong browser = 1; browser <= (ulong)storage.MaxDocuments! + 1; browser++)
            await store.AddAsync(new Pseudonym(1, browser), Entry(1), ProofBegin.WithinLimit, default);
        Assert.Single(await store.FindAsync(new Pseudonym(9, 9), default));
    }

    private static ConsentEntry Entry(int second) => new(TestClock.Epoch.AddSeconds(second), TrackingPurposes.Analytics, TrackingPurposes.None, "1", "banner");

    private static string? Proof(JsonElement state) => state.GetProperty("proof").GetString();

    private Task<TrackedApp> StartAsync() => _nodes.StartAsync(o => o.ProofsPerNetwork = Limit, map: app => app.MapConsent());

    private static async Task<JsonElement> AcceptAsync(TrackedApp app, string address)
    {
        using var client = Client(app, address);
        return await DecideAsync(client, "analytics", "personalization", "recording");
    }

    private static async Task<JsonElement> DecideAsync(HttpClient client, params string[] purposes)
    {
        var answer = await client.PutAsJsonAsync("/consent", new { purposes });
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static HttpClient Client(TrackedApp app, string address)
    {
        var client = new HttpClient(new BrowserJar(app.App.GetTestServer().CreateHandler(), new Uri(Shop))) { BaseAddress = new Uri(Shop) };
        client.DefaultRequestHeaders.Add("X-Address", address);
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Tests.Support.Browser.Agent);
        return client;
    }
}
