using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using ServerSessions.Model;
using ServerSessions.Requests;
using ServerSessions.Requests.Machines;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture.Machines;

public sealed class MachineAgentsTests
{
    [Theory]
    [InlineData("kube-probe/1.29")]
    [InlineData("ELB-HealthChecker/2.0")]
    [InlineData("GoogleHC/1.0")]
    [InlineData("Amazon-Route53-Health-Check-Service (ref 1a2b; report http://amzn.to/1vsZADi)")]
    [InlineData("Blackbox Exporter/0.24.0")]
    [InlineData("Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)")]
    [InlineData("Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)")]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)")]
    [InlineData("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)")]
    [InlineData("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)")]
    [InlineData("check_http/v2.3.3 (nagios-plugins 2.3.3)")]
    [InlineData("Mozilla/5.0 (compatible;Cloudflare-Healthchecks/1.0;+https://www.cloudflare.com/; healthcheck-id: 1)")]
    [InlineData("NewRelicPinger/1.0 (1234)")]
    [InlineData("Elastic-Heartbeat/8.14.0 (linux; amd64)")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/125.0.0.0 Safari/537.36 CloudWatchSynthetics/arn:aws:synthetics")]
    [InlineData("Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("AcmeBot/2.0 (iPhone; +https://acme.example/bot)")]
    [InlineData("AcmeCrawler/3.0")] // in no list
    [InlineData("Mozilla/5.0 (compatible; UnheardOfBot; +https://unheard.example/bot)")]
    public void A_client_that_names_itself_a_machine_is_one(string agent)
    {
        var (words, isBot) = UserAgentParser.Parse(agent);
        Assert.True(isBot);
        Assert.True(ClientKinds.IsBot(words), words);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot, crawler")]
    [InlineData("DoCoMo/2.0 N905i(c100;TB;W24H16) (compatible; Googlebot-Mobile/2.1; +http://www.google.com/bot.html)", "Googlebot-Mobile, crawler")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)", "GPTBot, crawler")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot", "ChatGPT-User, AI agent")]
    [InlineData("Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)", "UptimeRobot, uptime check")]
    [InlineData("kube-probe/1.29", "kube-probe, uptime check")]
    [InlineData("AcmeCrawler/3.0 secret-token", "unlisted, crawler")]
    [InlineData("curl/8.5.0", "curl 8, other, HTTP library")]
    [InlineData("python-requests/2.32.0", "Python 2, other, HTTP library")]
    [InlineData("python-httpx/0.27.0", "httpx, other, HTTP library")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/125.0.0.0 Safari/537.36", "Headless Chrome 125, Linux, automated browser")]
    [InlineData("sqlmap/1.8#stable (https://sqlmap.org)", "sqlmap, other, scanner")]
    [InlineData("okhttp/4.12.0", "OkHttp 4, other, other")] // the library of many apps
    public void Words_have_the_name_of_the_lists_and_never_the_text_itself(string agent, string words) => Assert.Equal(words, UserAgentParser.Parse(agent).Words);

    [Theory]
    [InlineData("Mozilla/5.0 (Linux; Android 13; Robot X1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36")]
    [InlineData("Mozilla/5.0 (Linux; Android 9; CUBOT X18 Plus Build/PPR1.180610.011) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Mobile Safari/537.36")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; CPH2581 Build/AP3A.240617.008; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.6778.135 Mobile Safari/537.36")]
    [InlineData("Mozilla/5.0 (Linux; Android 6.0; HTC Butterfly Build/MRA58K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/81.0.4044.138 Mobile Safari/537.36")]
    [InlineData("FleetMonitoring/4.2 (iPhone; iOS 17.5; Scale/3.00)")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1")]
    [InlineData("Mozilla/5.0 (Linux; Android 11; KFTRWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/126.2.5 like Chrome/126.0.6478.110 Safari/537.36")]
    [InlineData("curl/8.5.0")] // what a person or an attacker uses counts
    [InlineData("python-requests/2.32.0")]
    [InlineData("UptimeTracker/1.0 (watch app)")]
    [InlineData("HealthCheck/3.4 (iPhone; iOS 17.5; Scale/3.00)")]
    [InlineData("Prometheus/1.0 (com.example.prometheus; build:7; iOS 17.5.0) Alamofire/5.9.1")]
    [InlineData("MyTalbot/4 CFNetwork/1490.0.4 Darwin/23.2.0")]
    [InlineData("Cabbot/1.2 okhttp/4.12.0")]
    public void A_client_whose_name_only_resembles_a_machine_is_none(string agent) => Assert.False(UserAgentParser.Parse(agent).IsBot);

    [Theory]
    [InlineData("Mozilla/5.0 (Linux; Android 15; CPH2581 Build/AP3A.240617.008; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.6778.135 Mobile Safari/537.36")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Code/1.95.0 Chrome/128.0.6613.186 Electron/32.2.1 Safari/537.36")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Notion/3.15.0 Chrome/128.0.6613.186 Electron/32.2.1 Safari/537.36")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Viber/22.7")]
    [InlineData("Mozilla/5.0 (Linux; Android 16; Pixel 10 Pro XL Build/CP1A.260305.018; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/146.0.7680.174 Mobile Safari/537.36 MetaIAB Facebook")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; SM-S911B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36 WhatsApp/2.24")]
    [InlineData("Dart/3.1 (dart:io)")] // what apps send
    public void A_build_of_a_phone_and_the_browser_inside_an_app_are_no_program(string agent) => Assert.Null(MachineAgents.Find(agent));

    [Theory]
    [InlineData("Java-http-client/17.0.9")]
    [InlineData("node")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.19045; en-US) PowerShell/7.4.0")]
    [InlineData("node-fetch/1.0 (+https://github.com/bitinn/node-fetch)")]
    [InlineData("gobuster/3.6")]
    [InlineData("python-urllib3/2.2.1")]
    [InlineData("ApacheBench/2.3")]
    public void What_libraries_and_scanners_send_by_default_names_a_program_and_no_crawler(string agent) =>
        Assert.Contains(MachineAgents.Find(agent)!.Kind, (string[])[ClientKinds.Library, ClientKinds.Scanner]);

    [Fact]
    public void Every_entry_of_the_lists_recognises_a_user_agent_that_is_in_use()
    {
        var samples = File.ReadLines(Path.Combine(SourceTree.Root(), "tests", "ServerSessions.Tests", "Capture", "Machines", "samples.txt"))
            .Where(l => !l.StartsWith('#')).Select(l => l.Split('\t')).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
        var lines = Directory.GetFiles(Lists(), "*.txt").SelectMany(File.ReadLines).Select(l => l.Split('\t')).ToList();
        var entries = lines.Select(l => $"{l[2]} {l[3]}").Distinct(StringComparer.Ordinal).ToList();
        var programs = lines.Where(l => l[0] is "library" or "scanner" or "automation").Select(l => $"{l[2]} {l[3]}").ToHashSet(StringComparer.Ordinal);
        Assert.Equal(entries.Order(StringComparer.Ordinal), samples.Keys.Order(StringComparer.Ordinal));
        // Another entry might recognise the sample too: it is this one's.
        Assert.DoesNotContain(entries, e => !IsOf(e, samples[e]));
        Assert.DoesNotContain(samples, s => !ClientKinds.IsMachine(UserAgentParser.Parse(s.Value).Words));
        Assert.DoesNotContain(samples, s => !programs.Contains(s.Key) && !UserAgentParser.Parse(s.Value).IsBot && !IsListedAgent(lines, s.Key));
    }

    [Fact]
    public async Task A_health_check_is_a_tool_and_counts_among_no_people()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapGet("/", () => "home"));
        var probe = app.Visitor(userAgent: "kube-probe/1.29");
        await probe.GetAsync("/");
        await probe.GetAsync("/");
        Assert.All(await app.SessionsAsync(2), s => Assert.Equal((SessionActor.Tool, ActorReason.UptimeCheck, "kube-probe"), (s.Summary.Actor, s.Summary.ActorReason, s.Summary.ActorName)));
        Assert.Equal(0, (await app.Reports.OverviewAsync()).Sessions);
        Assert.All(app.Events, e => Assert.True(e.Is(EventFlags.Bot)));
    }

    [Fact]
    public void The_manifest_names_source_version_and_licence_of_every_list()
    {
        var folder = Lists();
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        var files = manifest.RootElement.GetProperty("files").EnumerateArray().ToList();
        Assert.Equal(
            Directory.GetFiles(folder, "*.txt").Select(Path.GetFileName).Order(StringComparer.Ordinal),
            files.Select(f => f.GetProperty("file").GetString()).Order(StringComparer.Ordinal));
        foreach (var file in files)
        {
            Assert.Equal(
                file.GetProperty("patterns").GetInt32(), File.ReadLines(Path.Combine(folder, file.GetProperty("file").GetString()!)).Count());
            Assert.Equal("MIT", file.GetProperty("license").GetString());
            Assert.NotEmpty(file.GetProperty("version").GetString()!);
        }

        Assert.True(File.Exists(Path.Combine(folder, files[0].GetProperty("licenseFile").GetString()!)));
    }

    // Agents that are browsers stand among the programs.
    private static bool IsListedAgent(List<string[]> lines, string entry) => lines.Exists(l => l[0] == "agent" && $"{l[2]} {l[3]}" == entry);

    private static string Lists() => Path.Combine(SourceTree.Root(), "src", "ServerSessions.Core", "Requests", "Machines");

    private static bool IsOf(string entry, string agent) => entry.Split(' ', 2) is ["text", var text]
        ? agent.Contains(text.TrimEnd(), StringComparison.Ordinal)
        : Regex.IsMatch(agent, entry.Split(' ', 2)[1]);
}
