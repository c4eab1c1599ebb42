using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Jobs;

/// <summary>Exports that administrators download are listed while they run, and any process ends them.</summary>
public sealed class SessionExportsTests
{
    private const string Admin = "/admin/sessions";

    private readonly HangingPrivacy _privacy = new();

    [Fact]
    public async Task An_export_that_runs_is_listed_with_its_bytes_and_is_done_when_the_download_is()
    {
        await using var app = await StartAsync();
        var admin = app.Visitor("application/json");
        using var download = await DownloadAsync(admin);
        var running = await ListedAsync(app, export => export.Progress == HangingPrivacy.FirstBytes);
        Assert.Equal((JobState.Running, "user", "json"), (running.State, running.Subject, running.Format));

        _privacy.Finish();
        Assert.Equal("{\"sessions\":[]}", await download.Content.ReadAsStringAsync());

        var done = await ListedAsync(app, export => !export.IsOpen);
        Assert.Equal((JobState.Done, 15L, null), (done.State, done.Progress, done.Fault));
        var listed = await admin.GetStringAsync($"{Admin}/exports");
        Assert.Contains("\"state\":\"done\"", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("alice", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_export_ends_its_download_incomplete()
    {
        await using var app = await StartAsync();
        var admin = app.Visitor("application/json");
        using var download = await DownloadAsync(admin);
        var running = await ListedAsync(app, export => export.State == JobState.Running);

        using var cancelled = await admin.PostAsync($"{Admin}/exports/{running.Id}/cancel", null);
        Assert.True((await cancelled.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("isCancelRequested").GetBoolean());

        await Assert.ThrowsAnyAsync<Exception>(() => download.Content.ReadAsStringAsync());
        var ended = await ListedAsync(app, export => !export.IsOpen);
        Assert.Equal((JobState.Cancelled, null), (ended.State, ended.Fault));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsync($"{Admin}/exports/none/cancel", null)).StatusCode);
    }

    [Fact]
    public async Task An_export_whose_receiver_has_gone_is_listed_as_such()
    {
        await using var app = await StartAsync();
        using (await DownloadAsync(app.Visitor("application/json")))
            await ListedAsync(app, export => export.State == JobState.Running);
        var ended = await ListedAsync(app, export => !export.IsOpen);
        Assert.Equal((JobState.Cancelled, "The receiver has ended the download."), (ended.State, ended.Fault));
    }

    private static async Task<HttpResponseMessage> DownloadAsync(HttpClient admin)
    {
        var answer = await admin.GetAsync($"{Admin}/users/alice/export", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }

    private static async Task<ExportReport> ListedAsync(TrackedApp app, Predicate<ExportReport> isIt)
    {
        ExportReport? found = null;
        var exports = app.Services.GetRequiredService<ISessionExports>();
        await Waiting.UntilAsync(async () => await exports.ListAsync() is [var one] && isIt(found = one), () => $"{found}", "the export is listed");
        return found!;
    }

    // On Kestrel, where a receiver can go.
    private Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        app => app.MapSessionTracking().AllowAnonymous(), services => services.AddSingleton<ISessionPrivacy>(_privacy), kestrel: true);
}
