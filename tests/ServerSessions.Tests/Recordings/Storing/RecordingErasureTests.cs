using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Privacy;
using ServerSessions.Recordings.Storing;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Recordings.Storing;

/// <summary>After an erasure or a withdrawal, no copy of the chunks can be decrypted: the key of the recording is gone.</summary>
public class RecordingErasureTests
{
    [Theory]
    [InlineData("user")]
    [InlineData("session")]
    [InlineData("withdrawal")]
    [InlineData("withdrawal of the user on another browser")]
    public async Task What_was_copied_before_cannot_be_decrypted_after(string way)
    {
        await using var app = await RecordedApp.StartAsync();
        var (visitor, session) = await RecordAsync(app, "alice");
        await RecordAsync(app, "bob");
        var alice = (await app.EntriesAsync()).Single(e => e.Entry.Session == session.ToString());
        var copy = await File.ReadAllBytesAsync(app.Files().First(f => f.Contains(alice.Entry.Id, StringComparison.Ordinal)));

        await EraseAsync(app, way, visitor, session);

        var left = Assert.Single(await app.EntriesAsync());
        Assert.NotEqual(alice.Browser, left.Browser);
        Assert.DoesNotContain(app.Files(), f => f.Contains(alice.Entry.Id, StringComparison.Ordinal));
        // Whatever is kept of keys opens it for no recording.
        var cipher = app.Services.GetRequiredService<RecordingCipher>();
        foreach (var (_, entry) in await app.EntriesAsync())
            Assert.Null(cipher.Open(entry with { Id = alice.Entry.Id }, 0, copy) ?? cipher.Open(entry, 0, copy));
        Assert.DoesNotContain(alice.Browser.ToString(), await TablesAsync(app));
        // A page that was open goes on, and is refused without its beginning.
        Assert.NotEqual(HttpStatusCode.NoContent, (await RecordedApp.SendAsync(visitor, RecordedChunks.Of(1))).StatusCode);
    }

    [Fact]
    public async Task A_session_that_was_recorded_before_the_storage_had_it_is_erased_too()
    {
        await using var app = await RecordedApp.StartAsync();
        var (visitor, session) = await RecordAsync(app, "alice");
        var table = app.Services.GetRequiredService<RecordingTable>();
        var (browser, entry) = Assert.Single(await app.EntriesAsync());
        var (now, version) = await table.ReadAsync(browser, default);
        Assert.True(await table.TryWriteAsync(browser, now with { Users = [], Recordings = [entry with { Session = null }] }, version, default));
        await EraseAsync(app, "session", visitor, session);
        Assert.Empty(await app.EntriesAsync());
    }

    [Fact]
    public async Task A_recording_of_a_key_that_is_no_longer_listed_cannot_be_decrypted()
    {
        var written = new RecordingCipher(new KeyRing([TestKeys.Old]));
        var entry = Entry(written);
        var data = written.Seal(entry, 0, "Opening hours"u8)!;
        Assert.Equal("Opening hours"u8, new RecordingCipher(new KeyRing([TestKeys.New, TestKeys.Old])).Open(entry, 0, data)!);
        Assert.Null(new RecordingCipher(new KeyRing([TestKeys.New])).Open(entry, 0, data));
    }

    [Fact]
    public void A_chunk_opens_at_its_own_place_alone()
    {
        var cipher = new RecordingCipher(new KeyRing([TestKeys.Old]));
        var (mine, other) = (Entry(cipher), Entry(cipher));
        var data = cipher.Seal(mine, 3, "Opening hours"u8)!;
        Assert.NotNull(cipher.Open(mine, 3, data));
        Assert.Null(cipher.Open(mine, 4, data));
        Assert.Null(cipher.Open(other, 3, data));
        Assert.Null(cipher.Open(mine with { Key = other.Key }, 3, data));
        data[20] ^= 1;
        Assert.Null(cipher.Open(mine, 3, data));
        Assert.Null(cipher.Open(mine, 3, []));
    }

    [Fact]
    public async Task A_person_gets_their_recordings_with_an_export()
    {
        await using var app = await RecordedApp.StartAsync();
        await RecordAsync(app, "alice");
        await RecordAsync(app, "bob", "Of Bob");
        using var export = new MemoryStream();
        await app.Services.GetRequiredService<ISessionPrivacy>().ExportAsync(DataSubject.OfUser("alice"), export);
        var text = System.Text.Encoding.UTF8.GetString(export.ToArray());
        Assert.Contains("Opening hours", text);
        Assert.DoesNotContain("Of Bob", text);
    }

    private static RecordingEntry Entry(RecordingCipher cipher)
    {
        var id = Guid.NewGuid().ToString("N");
        var (under, key) = cipher.NewKey(id);
        return new RecordingEntry { Id = id, At = 0, Last = 0, Under = under, Key = key };
    }

    // A signed-in browser with a recording of its session.
    private static async Task<(HttpClient Visitor, SessionId Session)> RecordAsync(RecordedApp app, string user, string text = "Opening hours")
    {
        var visitor = await app.VisitorAsync();
        await visitor.PostAsync($"/in/{user}", null);
        await visitor.GetAsync("/page");
        var session = default(SessionId);
        await Waiting.UntilAsync(
            async () => (await app.Tracked.Reports.ListAsync(new ServerSessions.Reports.SessionQuery { User = user })).Items is [var item] && SessionId.TryParse(item.Id, out session), what: $"the session of {user} is open");
        Assert.Equal(HttpStatusCode.NoContent, (await RecordedApp.SendAsync(visitor, RecordedChunks.Of(text: text))).StatusCode);
        return (visitor, session);
    }

    private static async Task EraseAsync(RecordedApp app, string way, HttpClient visitor, SessionId session)
    {
        if (way is "user" or "session")
        {
            var privacy = app.Services.GetRequiredService<ISessionPrivacy>();
            var subject = way == "user" ? DataSubject.OfUser("alice") : DataSubject.OfSession(session);
            await privacy.EraseAsync(subject);
            await Waiting.UntilAsync(async () => await privacy.FindErasureAsync(subject) is { State: ErasureState.Done }, what: "the erasure is done");
            return;
        }

        var browser = way == "withdrawal" ? visitor : await app.VisitorAsync();
        if (way != "withdrawal")
            await browser.PostAsync("/in/alice", null);
        var request = new HttpRequestMessage(HttpMethod.Post, "/consent") { Content = new FormUrlEncodedContent([new("decision", "refuse")]) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        Assert.True((await browser.SendAsync(request)).StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.OK);
        await Waiting.UntilAsync(async () => (await app.EntriesAsync()).Count == 1, what: "the withdrawn recordings are gone");
    }

    private static async Task<string> TablesAsync(RecordedApp app)
    {
        var text = "";
        await foreach (var (browser, recordings) in app.Services.GetRequiredService<RecordingTable>().ListAsync(DateTimeOffset.MaxValue, default))
            text += $"{browser} {string.Join(' ', recordings.Users)}";
        return text;
    }
}
