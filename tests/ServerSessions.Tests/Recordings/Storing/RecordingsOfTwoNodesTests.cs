using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Recordings.Storing;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Storage.Redis;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Recordings.Storing;

/// <summary>Recordings over two nodes, each a real server: their keys in one Redis, their chunks in one bucket.</summary>
public sealed class RecordingsOfTwoNodesTests(SingleServer single, S3Server bucket) : IClassFixture<SingleServer>, IClassFixture<S3Server>
{
    [Fact]
    public async Task What_one_node_stores_the_other_plays_and_an_erasure_at_the_other_deletes()
    {
        var prefix = RedisRig.NewPrefix();
        await using var one = await NodeAsync(prefix);
        await using var other = await NodeAsync(prefix);
        var session = await RecordAsync(one, "anna", "Opening hours");
        var kept = await RecordAsync(other, "eve", "Of Eve");

        Assert.Contains("Opening hours", await PlayedAsync(other, session));
        Assert.Equal(2, (await KeysAsync(prefix)).Count);
        foreach (var key in await KeysAsync(prefix))
        {
            using var chunk = await bucket.Client.GetObjectAsync(S3Server.Bucket, key);
            using var text = new StreamReader(chunk.ResponseStream, Encoding.Latin1);
            Assert.DoesNotContain("Opening", await text.ReadToEndAsync());
        }

        var privacy = other.Services.GetRequiredService<ISessionPrivacy>();
        await privacy.EraseAsync(DataSubject.OfUser("anna"));
        await Waiting.UntilAsync(async () => await privacy.FindErasureAsync(DataSubject.OfUser("anna")) is { State: ErasureState.Done }, what: "the erasure is done");
        Assert.Equal("", await PlayedAsync(one, session));
        Assert.Contains("Of Eve", await PlayedAsync(one, kept));
        Assert.Single(await KeysAsync(prefix));
    }

    private Task<RedisNode> NodeAsync(string prefix) => RedisNode.StartAsync(
        single.Server.Endpoint, prefix,
        o =>
        {
            o.Consent.Recording = ConsentMode.NotRequired;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        },
        services =>
        {
            services.AddSingleton(bucket.Client);
            services.AddSessionTracking().StoreRecordingsInS3(S3Server.Bucket, prefix + "/").AddSessionRecording(o => o.SampleRate = 1);
        },
        map: app =>
        {
            app.MapSessionRecording("/_sr");
            app.MapGet("/page", (HttpContext context) => RecordedApp.Page(context, "<p>text</p>"));
        });

    private static async Task<SessionId> RecordAsync(RedisNode node, string user, string text)
    {
        using var visitor = node.Visitor();
        (await visitor.PostAsync($"/in/{user}", null)).EnsureSuccessStatusCode();
        (await visitor.GetAsync("/page")).EnsureSuccessStatusCode();
        var session = default(SessionId);
        await Waiting.UntilAsync(
            async () => (await node.Reports.ListAsync(new SessionQuery { User = user })).Items is [var item] && SessionId.TryParse(item.Id, out session), what: $"the session of {user} is open");
        using var part = new HttpRequestMessage(HttpMethod.Post, "/_sr") { Content = new StringContent(RecordedChunks.Of(text: text), Encoding.UTF8) };
        part.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        part.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await visitor.SendAsync(part);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return session;
    }

    private static async Task<string> PlayedAsync(RedisNode node, SessionId session)
    {
        var reader = node.Services.GetRequiredService<RecordingReader>();
        var text = new StringBuilder();
        foreach (var entry in await reader.FindAsync(session, default))
            foreach (var chunk in await reader.ReadAsync(entry, default))
                text.Append(Encoding.UTF8.GetString(chunk));
        return text.ToString();
    }

    private async Task<IReadOnlyList<string>> KeysAsync(string prefix) =>
        [.. (await bucket.KeysAsync()).Where(key => key.StartsWith(prefix + "/", StringComparison.Ordinal))];
}
