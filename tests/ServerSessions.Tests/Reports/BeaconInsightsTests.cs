using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Reports;

/// <summary>Clicks and fields over HTTP, from reports to a real application.</summary>
public class BeaconInsightsTests
{
    private const string Admin = "/admin/sessions";
    private const string Clicked = ""","c":[{"e":"@buy","c":44,"k":0},{"e":"@buy","c":44,"k":1},{"e":"main>a","c":100,"k":0}],"f":[{"n":"email","s":2,"h":1,"x":1,"t":500}]""";

    [Fact]
    public async Task Figures_and_journeys_give_the_same_and_a_segment_selects_among_the_journeys()
    {
        await using var app = await StartAsync();
        foreach (var (insight, table) in ((string, string)[])[("clicks", "elements"), ("fields", "fields")])
        {
            var (kept, folded) = (await GetAsync(app, $"insights/{insight}"), await GetAsync(app, $"insights/{insight}?source=journeys"));
            Assert.Equal(("rollups", "journeys"), (Source(kept), Source(folded)));
            Assert.Equal(kept.GetProperty(table).GetRawText(), folded.GetProperty(table).GetRawText());
            Assert.Equal(2, folded.GetProperty(table)[0].GetProperty("sessions").GetInt32());
            var selected = await GetAsync(app, $"insights/{insight}?segment=entry:GET%20%2Fplain");
            Assert.Equal(("journeys", 1), (Source(selected), selected.GetProperty(table)[0].GetProperty("sessions").GetInt32()));
            Assert.Equal(0, (await GetAsync(app, $"insights/{insight}?segment=entry:nowhere")).GetProperty(table).GetArrayLength());
            using var client = app.Visitor();
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"{Admin}/insights/{insight}?segment=entry:nowhere&source=rollups")).StatusCode);
        }
    }

    [Fact]
    public async Task A_session_and_its_export_have_what_was_clicked_and_which_fields_were_used()
    {
        await using var app = await StartAsync();
        var session = (await app.Reports.ListAsync(new SessionQuery { Live = false })).Items[0].Id;
        foreach (var path in (string[])[$"sessions/{session}", $"sessions/{session}/export?format=json"])
        {
            using var client = app.Visitor("application/json");
            var text = await client.GetStringAsync($"{Admin}/{path}");
            Assert.Contains("""{"step":"GET /page","element":"@buy","column":4,"row":4,"kind":"rage","count":1}""", text);
            Assert.Contains("""{"step":"GET /page","field":"email","focuses":2,"changes":1,"errors":1,"focusMs":500,"isLast":true,"isSent":false}""", text);
        }
    }

    // Two visitors click on a page; one of them saw another page before. Their sessions are closed.
    private static async Task<TrackedApp> StartAsync()
    {
        var clock = new TestClock();
        var app = await TrackedApp.StartAsync(
            a =>
            {
                BeaconSite.Map(a);
                a.MapSessionTracking().AllowAnonymous();
            },
            services: s => s.AddSingleton<TimeProvider>(clock));
        foreach (var isFirst in new[] { true, false })
        {
            using var visitor = app.Visitor();
            if (!isFirst)
                await visitor.GetAsync("/plain");
            var token = await visitor.OpenPageAsync();
            Assert.Equal(HttpStatusCode.NoContent, (await visitor.ReportAsync(BeaconSite.Message(token, more: Clicked))).StatusCode);
        }

        await Waiting.UntilAsync(async () => (await app.Reports.ListAsync(new SessionQuery())).Items.Count == 2, what: "both sessions are open");
        await Waiting.UntilAsync(() => app.Events.Count(e => e.Is(ServerSessions.Model.EventFlags.Beacon)) == 2, what: "both reports are in storage");
        clock.Advance(TimeSpan.FromMinutes(31));
        await Waiting.UntilAsync(async () => (await app.Reports.ListAsync(new SessionQuery { Live = false })).Items.Count == 2, what: "both sessions are closed");
        return app;
    }

    private static string Source(JsonElement report) => report.GetProperty("scope").GetProperty("source").GetString()!;

    private static async Task<JsonElement> GetAsync(TrackedApp app, string path)
    {
        using var client = app.Visitor("application/json");
        return JsonDocument.Parse(await client.GetStringAsync($"{Admin}/{path}")).RootElement;
    }
}
