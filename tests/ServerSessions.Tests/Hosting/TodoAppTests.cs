using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;
using ServerSessions.Tests.Support.Todos;

namespace ServerSessions.Tests.Hosting;

/// <summary>An application with the endpoints of Identity, tokens, limits and typed results runs its own tests the same with tracking, and starts and stops without a wait.</summary>
public sealed class TodoAppTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_user_registers_signs_in_and_keeps_todos_of_their_own(bool isTracked)
    {
        await using var app = await TodoApp.StartAsync(isTracked);
        using var alice = await SignInAsync(app, "alice@example.com");
        using var bob = await SignInAsync(app, "bob@example.com");
        Assert.Equal(HttpStatusCode.Created, (await alice.PostAsJsonAsync("/todos", new { Title = "write" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await alice.PostAsJsonAsync("/todos", new { Title = "" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.GetAsync("/todos/1")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await alice.PutAsJsonAsync("/todos/1", new { Title = "written" })).StatusCode);
        Assert.Equal("written", (await alice.GetFromJsonAsync<JsonElement>("/todos"))[0].GetProperty("title").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await bob.DeleteAsync("/todos/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await alice.DeleteAsync("/todos/1")).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_user_above_the_limit_is_refused_and_another_one_is_not(bool isTracked)
    {
        await using var app = await TodoApp.StartAsync(isTracked);
        using var alice = await SignInAsync(app, "alice@example.com");
        using var bob = await SignInAsync(app, "bob@example.com");
        for (var i = 0; i < TodoApp.RequestsPerUser; i++)
            Assert.Equal(HttpStatusCode.OK, (await alice.GetAsync("/todos")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await alice.GetAsync("/todos")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bob.GetAsync("/todos")).StatusCode);
    }

    [Fact]
    public async Task Every_answer_is_the_same_but_for_the_cookie_of_a_visitor()
    {
        var (bare, tracked) = (await TranscriptAsync(isTracked: false), await TranscriptAsync(isTracked: true));
        Assert.Equal(bare, tracked);
    }

    [Fact]
    public async Task Nothing_waits_for_the_clock_at_start_and_stop_and_nothing_is_lost_at_stop()
    {
        // A wait of any length would not end.
        var clock = new TestClock();
        var (storage, spy) = (default(ISessionStorage), default(SpyStorage));
        var app = await TodoApp.StartAsync(isTracked: true, services => services.AddSingleton<TimeProvider>(clock).AddSingleton(new WaitClock(clock)).AddSingleton(provider =>
        {
            (storage, spy) = SpyStorage.Around(new InProcessStorage(new InProcessStorageOptions(16), clock));
            return storage;
        })).InTimeAsync();
        using var client = app.GetTestClient();
        for (var i = 0; i < 5; i++)
            await client.GetAsync("/");
        await app.StopAsync().InTimeAsync();
        Assert.Equal(5, spy!.Events.Count);
        await app.DisposeAsync();
    }

    private static async Task<HttpClient> SignInAsync(WebApplication app, string email)
    {
        var client = app.GetTestClient();
        var account = new { email, password = "P@ssw0rd1" };
        (await client.PostAsJsonAsync("/users/register", account)).EnsureSuccessStatusCode();
        var token = await (await client.PostAsJsonAsync("/users/login", account)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("accessToken").GetString());
        return client;
    }

    private static async Task<string> TranscriptAsync(bool isTracked)
    {
        await using var app = await TodoApp.StartAsync(isTracked);
        using var alice = await SignInAsync(app, "alice@example.com");
        using var stranger = app.GetTestClient();
        var lines = new List<string>();
        foreach (var client in (HttpClient[])[alice, stranger])
        {
            await SayAsync(client.GetAsync("/"));
            await SayAsync(client.GetAsync("/todos"));
            await SayAsync(client.PostAsJsonAsync("/todos", new { Title = "write" }));
            await SayAsync(client.PostAsJsonAsync("/todos", new { Title = "" }));
            await SayAsync(client.PostAsync("/todos", new StringContent("{", System.Text.Encoding.UTF8, "application/json")));
            await SayAsync(client.GetAsync("/todos/none"));
            await SayAsync(client.GetAsync("/todos/7"));
            await SayAsync(client.DeleteAsync("/todos/1"));
            await SayAsync(client.PostAsJsonAsync("/users/login", new { email = "alice@example.com", password = "wrong" }));
            await SayAsync(client.PostAsJsonAsync("/users/register", new { email = "no address", password = "short" }));
            await SayAsync(client.GetAsync("/users/manage/info"));
            await SayAsync(client.GetAsync("/nowhere"));
        }

        return string.Join('\n', lines);

        async Task SayAsync(Task<HttpResponseMessage> sending)
        {
            var answer = await sending;
            var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Set-Cookie" or "Cache-Control"))
                .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}").Order(StringComparer.Ordinal);
            // An id of the server's own where no activity is recorded.
            var body = Regex.Replace(await answer.Content.ReadAsStringAsync(), """ "traceId":"[^"]*" """.Trim(), "");
            lines.Add($"{(int)answer.StatusCode} {string.Join("; ", headers)}\n{body}");
        }
    }
}
