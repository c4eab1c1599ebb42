using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Storage.Redis;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Response;

/// <summary>
/// The rolling rotation of docs/operations.md over two nodes with one Redis between them, while people use the application: nothing that was
/// decided, remembered or counted is lost.
/// </summary>
public sealed class KeyRotationTests(SingleServer single) : IClassFixture<SingleServer>
{
    private static readonly ResponseNote Stolen = new("stolen", "ada");
    private static readonly DateTimeOffset Past = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<SessionKey[][]> Orders { get; } =
    [
        // By the order of the list alone, and by a moment.
        [[TestKeys.Old], [TestKeys.Old, TestKeys.New], [TestKeys.New, TestKeys.Old], [TestKeys.Newest, TestKeys.New, TestKeys.Old]],
        [[TestKeys.Old], [TestKeys.New with { ActiveFrom = Past.AddYears(500) }, TestKeys.Old], [TestKeys.New with { ActiveFrom = Past }, TestKeys.Old]],
    ];

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task A_rolling_rotation_loses_nothing(SessionKey[][] lists)
    {
        var prefix = RedisRig.NewPrefix();
        var nodes = new[] { await StartAsync(prefix, lists[0]), await StartAsync(prefix, lists[0]) };
        var (alice, mallory, trudy, token) = (new SharedCookies(), new SharedCookies(), new SharedCookies(), "Token sub=eve,sid=7");
        await PostAsync(nodes[0], alice, "/in/alice");
        await PostAsync(nodes[0], mallory, "/in/mallory");
        await PostAsync(nodes[0], trudy, "/in/trudy");
        Assert.Equal("eve", await TokenAsync(nodes[0], token));
        await nodes[0].Control.RevokeAsync(await SessionOfAsync(nodes[0], "mallory"), Stolen);
        await nodes[0].Control.RevokeAsync(await SessionOfAsync(nodes[0], "eve"), Stolen);
        await nodes[0].Control.RevokeAsync(ResponseTarget.OfUser("trudy"), Stolen);
        await FailAsync(nodes[0], "dave", 10);
        var wrong = await AlertsAsync(nodes[0], 1);
        await nodes[0].Alerts.DecideAsync(wrong[0].Id, new AlertDecision { State = AlertState.FalsePositive, By = "ada" });
        await FailAsync(nodes[0], "victim", 6);
        await HoldAsync(nodes[0]);
        await HoldAsync(nodes[1]);

        var requests = 0;
        foreach (var keys in lists[1..])
            for (var i = 0; i < nodes.Length; i++)
            {
                // The other node goes on serving while this one is replaced.
                using var replaced = new CancellationTokenSource();
                var traffic = TrafficAsync(nodes[1 - i], replaced.Token);
                await nodes[i].DisposeAsync();
                nodes[i] = await StartAsync(prefix, keys);
                await replaced.CancelAsync();
                requests += await traffic;
                await HoldAsync(nodes[i]);
                await HoldAsync(nodes[1 - i]);
            }

        Assert.True(requests > 0);
        // Four on one node and the last ones on the other: ten in all, as D3 counts them.
        await FailAsync(nodes[0], "victim", 2);
        await FailAsync(nodes[1], "victim", 2);
        var alerts = await AlertsAsync(nodes[1], 2);
        Assert.Equal(10, alerts[0].Finding.Count);
        await FailAsync(nodes[0], "dave", 10);
        await PostAsync(nodes[0], alice, "/out/of/the/way");
        var sessions = await nodes[0].Reports.ListAsync(new SessionQuery { User = "alice" });
        Assert.Single(sessions.Items);
        // What came after is folded: the suppressed account has raised nothing more.
        await FailAsync(nodes[0], "another", 10);
        Assert.Equal(3, (await AlertsAsync(nodes[0], 3)).Count);

        foreach (var node in nodes)
            await node.DisposeAsync();

        async Task<int> TrafficAsync(RedisNode node, CancellationToken until)
        {
            var count = 0;
            do
            {
                await HoldAsync(node);
                count++;
            }
            while (!until.IsCancellationRequested);
            return count;
        }

        // A node that has just started is given the decisions within a moment.
        async Task HoldAsync(RedisNode node)
        {
            Assert.Equal("alice", await WhoAsync(node, alice));
            await Waiting.UntilAsync(async () => await WhoAsync(node, mallory) == "anonymous");
            await Waiting.UntilAsync(async () => await WhoAsync(node, trudy) == "anonymous");
            await Waiting.UntilAsync(async () => await TokenAsync(node, token) == "anonymous");
        }
    }

    private Task<RedisNode> StartAsync(string prefix, SessionKey[] keys) => RedisNode.StartAsync(
        single.Server.Endpoint, prefix,
        o =>
        {
            o.Keys.Clear();
            foreach (var key in keys)
                o.Keys.Add(key);
        },
        map: a => a.MapPost("/login", async (HttpContext c) => (await c.Request.ReadFormAsync()).Count > 0 ? Results.Unauthorized() : Results.BadRequest()).TrackLogin("email"));

    private static async Task FailAsync(RedisNode node, string account, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var guesser = node.Visitor();
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", account)]);
            Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.PostAsync("/login", form)).StatusCode);
        }
    }

    private static async Task<IReadOnlyList<Alert>> AlertsAsync(RedisNode node, int count)
    {
        IReadOnlyList<Alert> found = [];
        await Waiting.UntilAsync(async () =>
        {
            found = [.. (await node.Alerts.ListAsync(new AlertQuery())).Items.Where(a => a.Finding is { Rule: "D3", Subject.Kind: ActorKind.Account })];
            return found.Count >= count;
        });
        return found;
    }

    private static async Task PostAsync(RedisNode node, SharedCookies cookies, string path)
    {
        using var visitor = node.Visitor(cookies);
        await visitor.PostAsync(path, null);
    }

    private static async Task<string> WhoAsync(RedisNode node, SharedCookies cookies)
    {
        // A refused sign-in loses its ticket: it is shown again from a copy, as a thief does.
        using var visitor = node.Visitor(cookies.Copy());
        return await visitor.GetStringAsync("/who");
    }

    private static async Task<string> TokenAsync(RedisNode node, string token)
    {
        using var visitor = node.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/only/claims");
        request.Headers.TryAddWithoutValidation("Authorization", token);
        var answer = await visitor.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.Unauthorized ? "anonymous" : await answer.Content.ReadAsStringAsync();
    }

    private static async Task<SessionId> SessionOfAsync(RedisNode node, string user)
    {
        SessionId found = default;
        await Waiting.UntilAsync(async () =>
            (await node.Reports.ListAsync(new SessionQuery { User = user })).Items is [{ } session] && SessionId.TryParse(session.Id, out found));
        return found;
    }
}
