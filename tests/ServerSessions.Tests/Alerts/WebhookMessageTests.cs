using System.Text.Json;
using ServerSessions.Alerts;
using ServerSessions.Alerts.Webhooks;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Alerts;

public sealed class WebhookMessageTests
{
    [Fact]
    public void The_body_is_thin_and_names_the_rule_in_words()
    {
        using var json = JsonDocument.Parse(WebhookMessage.Encode(new WebhookContent(SampleAlert.Of("al_7"), null, null)));
        var root = json.RootElement;
        Assert.Equal("session.alert.credential_stuffing", root.GetProperty("type").GetString());
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 5, 2, 0, TimeSpan.Zero), root.GetProperty("timestamp").GetDateTimeOffset());
        var data = root.GetProperty("data");
        Assert.Equal(
            ["id", "rule", "name", "severity", "subject", "first", "last", "count", "reason"], data.EnumerateObject().Select(member => member.Name));
        Assert.Equal("al_7", data.GetProperty("id").GetString());
        Assert.Equal("D1", data.GetProperty("rule").GetString());
        Assert.Equal("high", data.GetProperty("severity").GetString());
        Assert.Equal("source", data.GetProperty("subject").GetProperty("kind").GetString());
        Assert.Equal("00112233445566778899aabbccddeeff", data.GetProperty("subject").GetProperty("hash").GetString());
        Assert.Equal(31, data.GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("https://shop.example", "/admin/sessions", "https://shop.example/admin/sessions/alerts/al%2F7")]
    [InlineData("https://shop.example", null, "https://shop.example/mapped/alerts/al%2F7")]
    [InlineData("https://shop.example/base/", "sessions/", "https://shop.example/base/sessions/alerts/al%2F7")]
    public void With_a_public_address_it_links_to_the_admin_page(string site, string? path, string link)
    {
        var options = new WebhookOptions { PublicUrl = new Uri(site), AdminPath = path };
        var pages = new AdminPages(Microsoft.Extensions.Options.Options.Create(options));
        pages.Map("/mapped");
        using var json = JsonDocument.Parse(WebhookMessage.Encode(new WebhookContent(SampleAlert.Of("al/7"), pages.Link(SampleAlert.Of("al/7")), null)));
        Assert.Equal(link, json.RootElement.GetProperty("data").GetProperty("link").GetString());
    }

    [Theory]
    [InlineData('\u0001')]
    [InlineData('é')]
    [InlineData('"')]
    public void The_longest_body_stays_below_20_kB(char filler)
    {
        var alert = SampleAlert.Of(reason: new string(filler, 100_000));
        alert = alert with { Finding = alert.Finding with { Name = new string(filler, 5000), Rule = new string(filler, 5000) } };
        alert = Resolved(alert, new string(filler, 100_000));
        Assert.InRange(WebhookMessage.Encode(new WebhookContent(alert, null, null)).Length, 1, 20_000);
    }

    [Fact]
    public void A_change_of_state_says_why_and_a_new_alert_does_not()
    {
        using var json = JsonDocument.Parse(WebhookMessage.Encode(new WebhookContent(Resolved(SampleAlert.Of(), "The figure is back."), null, null)));
        var data = json.RootElement.GetProperty("data");
        Assert.Equal("resolved", data.GetProperty("state").GetString());
        Assert.Equal("The figure is back.", data.GetProperty("stateReason").GetString());
        Assert.Equal(SampleAlert.Of().Finding.Reason, data.GetProperty("reason").GetString());
        Assert.Null(new WebhookContent(SampleAlert.Of() with { Handling = Resolved(SampleAlert.Of(), "Before.").Handling }, null, null).StateReason);
    }

    [Fact]
    public void A_reason_is_never_cut_inside_a_character()
    {
        var alert = SampleAlert.Of(reason: new string('x', 999) + "😀😀");
        using var json = JsonDocument.Parse(WebhookMessage.Encode(new WebhookContent(alert, null, null)));
        Assert.Equal(new string('x', 999), json.RootElement.GetProperty("data").GetProperty("reason").GetString());
    }

    private static Alert Resolved(Alert alert, string reason) => alert with
    {
        State = AlertState.Resolved,
        Handling = [new AlertHandling(AlertState.Acknowledged, alert.Finding.Last, "Robin", "Seen."), new AlertHandling(AlertState.Resolved, alert.Finding.Last, null, reason)],
    };
}
