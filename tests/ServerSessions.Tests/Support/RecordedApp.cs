using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Recordings.Capture;
using ServerSessions.Recordings.Storing;

namespace ServerSessions.Tests.Support;

/// <summary>An application that records its pages, what it has stored of them, and a browser without a script that sends parts of a recording.</summary>
internal sealed class RecordedApp : IAsyncDisposable
{
    private const string Recording = "/_sr";

    private readonly string _folder;

    private RecordedApp(TrackedApp tracked, string folder) => (Tracked, _folder) = (tracked, folder);

    public TrackedApp Tracked { get; }

    public IServiceProvider Services => Tracked.Services;

    public string Folder => _folder;

    /// <param name="map">Its pages; <see cref="Page"/> writes one.</param>
    /// <param name="recording">Settings of recordings; every browser is in the sample.</param>
    /// <param name="options">Settings of tracking; recording needs no consent.</param>
    /// <param name="services">What the application registers first.</param>
    /// <param name="kestrel">On 127.0.0.1 with a free port, for a real browser.</param>
    public static async Task<RecordedApp> StartAsync(
        Action<WebApplication>? map = null, Action<SessionRecordingOptions>? recording = null, Action<SessionTrackingOptions>? options = null, Action<IServiceCollection>? services = null,
        bool kestrel = false)
    {
        var folder = Directory.CreateTempSubdirectory("recordings-").FullName;
        var tracked = await TrackedApp.StartAsync(
            app =>
            {
                app.MapSessionRecording(Recording);
                app.MapConsent();
                app.MapSessionTracking().AllowAnonymous();
                app.MapGet("/page", (HttpContext c) => Page(c, "<p>text</p>"));
                app.MapPost("/in/{user}", SignInApp.SignInAsync);
                map?.Invoke(app);
            },
            s =>
            {
                SignInApp.Services(s);
                services?.Invoke(s);
            },
            o =>
            {
                o.Consent.Recording = ConsentMode.NotRequired;
                options?.Invoke(o);
            },
            kestrel: kestrel,
            after: s => s.AddSessionTracking().AddDashboard().AddSessionRecording(o =>
            {
                o.Folder = folder;
                o.SampleRate = 1;
                recording?.Invoke(o);
            }));
        return new RecordedApp(tracked, folder);
    }

    /// <summary>A page with the recorder, if it is to be recorded.</summary>
    public static IResult Page(HttpContext context, string body, string head = "")
    {
        var tag = RecorderTag.Of(context) is { } recorder ? $"<script {string.Join(' ', recorder.Attributes.Select(a => $"{a.Name}=\"{WebUtility.HtmlEncode(a.Value)}\""))}></script>" : "";
        return Results.Content($"<!DOCTYPE html><html lang=\"en\"><head><title>A page</title>{head}{tag}</head><body>{body}</body></html>", "text/html; charset=utf-8");
    }

    /// <summary>A browser that has seen a page, and so has a cookie.</summary>
    public async Task<HttpClient> VisitorAsync()
    {
        var visitor = Tracked.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/page")).StatusCode);
        return visitor;
    }

    /// <summary>Sends a part of a recording as the recorder does.</summary>
    public static Task<HttpResponseMessage> SendAsync(HttpClient visitor, string body, string site = "same-origin")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Recording) { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Sec-Fetch-Site", site);
        return visitor.SendAsync(request);
    }

    /// <summary>Everything that is kept, decrypted, as JSON.</summary>
    public async Task<string> DecryptedAsync()
    {
        var text = new StringBuilder();
        foreach (var (_, entry) in await EntriesAsync())
            foreach (var chunk in await Services.GetRequiredService<RecordingReader>().ReadAsync(entry, default))
                text.Append(Encoding.UTF8.GetString(chunk)).Append('\n');
        return text.ToString();
    }

    /// <summary>All recordings, by browser.</summary>
    public async Task<IReadOnlyList<(Pseudonym Browser, RecordingEntry Entry)>> EntriesAsync()
    {
        var entries = new List<(Pseudonym, RecordingEntry)>();
        await foreach (var (browser, recordings) in Services.GetRequiredService<RecordingTable>().ListAsync(DateTimeOffset.MaxValue, default))
            entries.AddRange(recordings.Recordings.Select(entry => (browser, entry)));
        return entries;
    }

    /// <summary>The files of all chunks.</summary>
    public IReadOnlyList<string> Files() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);

    public async ValueTask DisposeAsync()
    {
        await Tracked.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
