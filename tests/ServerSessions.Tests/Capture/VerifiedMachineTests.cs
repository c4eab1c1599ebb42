using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerSessions.Model;
using ServerSessions.Tests.Capture.Signatures;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>Names of machines that published networks or signatures verify.</summary>
public sealed class VerifiedMachineTests : IDisposable
{
    private const string Googlebot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

    private readonly string _keys = Path.GetTempFileName();

    public VerifiedMachineTests() => File.WriteAllText(_keys, RequestSignaturesTests.KeySet);

    public void Dispose() => File.Delete(_keys);

    [Theory]
    [InlineData("66.249.66.1", Googlebot, SessionActor.Crawler, ActorReason.PublishedRange)]
    [InlineData("::ffff:66.249.66.1", Googlebot, SessionActor.Crawler, ActorReason.PublishedRange)]
    [InlineData("2001:4860:4801::5", Googlebot, SessionActor.Crawler, ActorReason.PublishedRange)]
    [InlineData("66.249.128.1", Googlebot, SessionActor.Crawler, ActorReason.ClaimedName)] // the next address after the network
    [InlineData("66.249.66.1", Chrome, SessionActor.Person, ActorReason.None)] // the network alone makes no crawler
    [InlineData("66.249.66.1", "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", SessionActor.Crawler, ActorReason.ClaimedName)] // another one's network
    public async Task A_name_is_verified_by_the_networks_that_its_operator_publishes(string address, string agent, SessionActor actor, ActorReason reason)
    {
        await using var app = await StartAsync(address);
        await app.Visitor(userAgent: agent).GetAsync("/");
        var session = await app.OnlySessionAsync(1);
        Assert.Equal((actor, reason), (session.Summary.Actor, session.Summary.ActorReason));
    }

    [Fact]
    public async Task A_session_is_verified_only_while_every_request_is()
    {
        var address = IPAddress.Parse("66.249.66.1");
        await using var app = await StartAsync(() => address);
        var crawler = app.Visitor(userAgent: Googlebot);
        await crawler.GetAsync("/");
        address = IPAddress.Parse("203.0.113.9");
        await crawler.GetAsync("/");
        Assert.Equal(ActorReason.ClaimedName, (await app.OnlySessionAsync(2)).Summary.ActorReason);
    }

    [Theory]
    [InlineData(true, SessionActor.Agent, ActorReason.SignedRequest)]
    [InlineData(false, SessionActor.Person, ActorReason.None)]
    public async Task A_browser_that_signs_its_requests_is_an_agent(bool isRight, SessionActor actor, ActorReason reason)
    {
        await using var app = await StartAsync("203.0.113.9");
        var agent = app.Visitor(userAgent: Chrome);
        agent.DefaultRequestHeaders.Host = "shop.example";
        agent.DefaultRequestHeaders.TryAddWithoutValidation("Signature-Agent", RequestSignaturesTests.Agent);
        agent.DefaultRequestHeaders.TryAddWithoutValidation("Signature-Input", RequestSignaturesTests.Input);
        agent.DefaultRequestHeaders.TryAddWithoutValidation("Signature", isRight ? RequestSignaturesTests.Signature : RequestSignaturesTests.Signature.Replace("FJgu", "AJgu", StringComparison.Ordinal));
        await agent.GetAsync("/");
        await agent.GetAsync("/"); // the same signature again
        var session = await app.OnlySessionAsync(2);
        Assert.Equal((actor, reason), (session.Summary.Actor, session.Summary.ActorReason));
    }

    [Fact]
    public async Task A_person_pays_nothing_where_no_machine_is_listed()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapGet("/", () => "home"));
        var visitor = app.Visitor(userAgent: Googlebot);
        visitor.DefaultRequestHeaders.TryAddWithoutValidation("Signature-Agent", RequestSignaturesTests.Agent);
        await visitor.GetAsync("/");
        Assert.Equal(ActorReason.ClaimedName, (await app.OnlySessionAsync(1)).Summary.ActorReason);
        Assert.All(app.Events, e => Assert.False(e.Is(EventFlags.VerifiedRange | EventFlags.VerifiedSignature)));
    }

    [Theory]
    [InlineData("Googlebot", "66.249.64.0", null, null, "expected a network with the length of its prefix")]
    [InlineData("Googlebot", null, null, null, "nothing verifies it")]
    [InlineData("", "66.249.64.0/19", null, null, "without a Name")]
    [InlineData("ChatGPT-User", null, "https://chatgpt.com", null, "a SignatureAgent and no KeyFile")]
    [InlineData("ChatGPT-User", null, "chatgpt", "/no/such/file.json", "expected an address such as https://chatgpt.com")]
    [InlineData("ChatGPT-User", null, "https://chatgpt.com", "/no/such/file.json", "cannot be read")]
    public async Task A_machine_without_a_way_to_verify_it_stops_the_start(string name, string? networks, string? agent, string? keys, string expected)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => TrackedApp.StartAsync(
            a => a.MapGet("/", () => "home"), options: o => o.VerifiedMachines.Add(new VerifiedMachine(name, networks, agent, keys))));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    private Task<TrackedApp> StartAsync(string address) => StartAsync(() => IPAddress.Parse(address));

    private Task<TrackedApp> StartAsync(Func<IPAddress> address) => TrackedApp.StartAsync(
        a => a.MapGet("/", () => "home"),
        services => services.AddSingleton<TimeProvider>(new TestClock(DateTimeOffset.FromUnixTimeSeconds(1_767_603_700))).AddTransient<Microsoft.AspNetCore.Hosting.IStartupFilter>(_ => new FromAddress(address)),
        o =>
        {
            o.VerifiedMachines.Add(new VerifiedMachine("googlebot", "66.249.64.0/19, 2001:4860:4801::/48"));
            o.VerifiedMachines.Add(new VerifiedMachine("agent", SignatureAgent: "https://agent.example", KeyFile: _keys));
        });

    private sealed class FromAddress(Func<IPAddress> address) : Microsoft.AspNetCore.Hosting.IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.Connection.RemoteIpAddress = address();
                return following(context);
            });
            next(app);
        };
    }
}
