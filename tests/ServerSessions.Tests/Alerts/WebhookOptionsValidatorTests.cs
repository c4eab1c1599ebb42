using ServerSessions.Alerts.Webhooks;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Alerts;

public sealed class WebhookOptionsValidatorTests
{
    [Theory]
    [InlineData("https://hooks.example/security")]
    [InlineData("https://hooks.example:8443/a?token=b")]
    public void An_https_address_is_taken(string url) => Assert.Null(WebhookUrl.Check(new Uri(url), allowInsecureLoopback: false));

    [Theory]
    [InlineData("http://hooks.example/", "expected is https")]
    [InlineData("http://10.0.0.1/", "expected is https")]
    [InlineData("ftp://hooks.example/", "'ftp'")]
    [InlineData("file:///etc/passwd", "names no host")]
    [InlineData("https://user:pass@hooks.example/", "user info")]
    [InlineData("https://user@hooks.example/", "user info")]
    public void Another_address_is_refused_with_the_reason(string url, string reason) =>
        Assert.Contains(reason, WebhookUrl.Check(new Uri(url), allowInsecureLoopback: true));

    [Theory]
    [InlineData("http://127.0.0.1:5000/")]
    [InlineData("http://localhost:5000/")]
    [InlineData("http://[::1]:5000/")]
    public void Plain_http_to_loopback_needs_the_option(string url)
    {
        Assert.Null(WebhookUrl.Check(new Uri(url), allowInsecureLoopback: true));
        Assert.Contains("AllowInsecureLoopback", WebhookUrl.Check(new Uri(url), allowInsecureLoopback: false));
    }

    [Fact]
    public void A_relative_address_is_refused() =>
        Assert.Contains("not absolute", WebhookUrl.Check(new Uri("/hook", UriKind.Relative), allowInsecureLoopback: true));

    [Theory]
    [InlineData(1, 60, "AlertsPerHour is 1")]
    [InlineData(240, 0, "AlertsPerRuleAndHour is 0")]
    [InlineData(1_000_001, 60, "expected 2 to 1000000")]
    public void A_budget_that_leaves_nothing_or_everything_is_refused(int perHour, int perRule, string fault)
    {
        var validated = new WebhookOptionsValidator(new WebhookFormatters([])).Validate(null, new WebhookOptions { AlertsPerHour = perHour, AlertsPerRuleAndHour = perRule });
        Assert.Contains(fault, validated.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_secret_is_reported_without_being_repeated()
    {
        var options = new WebhookOptions();
        options.Subscriptions.Add(new WebhookSubscription { Url = new Uri("https://hooks.example/"), Secrets = ["whsec_c2hvcnRidXRzZWNyZXQ="] });
        var result = new WebhookOptionsValidator(new WebhookFormatters([])).Validate(null, options);
        Assert.True(result.Failed);
        Assert.Contains("has 14 bytes", result.FailureMessage);
        Assert.DoesNotContain("c2hvcnRidXRzZWNyZXQ", result.FailureMessage);
    }

    [Fact]
    public void Two_webhooks_of_one_id_are_refused()
    {
        var options = new WebhookOptions();
        options.Subscriptions.Add(AlertDelivery.Subscription(new Uri("https://hooks.example/")));
        options.Subscriptions.Add(AlertDelivery.Subscription(new Uri("https://hooks.example/")));
        Assert.Contains("ids are unique", new WebhookOptionsValidator(new WebhookFormatters([])).Validate(null, options).FailureMessage);
    }

    [Fact]
    public void A_webhook_without_a_secret_is_refused()
    {
        var options = new WebhookOptions();
        options.Subscriptions.Add(new WebhookSubscription { Url = new Uri("https://hooks.example/"), Secrets = [] });
        Assert.Contains("has 0 secrets", new WebhookOptionsValidator(new WebhookFormatters([])).Validate(null, options).FailureMessage);
    }

    [Fact]
    public void A_subscription_shows_its_id_and_nothing_else()
    {
        var subscription = new WebhookSubscription { Url = new Uri("https://hooks.example/tok3n"), Secrets = [AlertDelivery.Secret] };
        Assert.Equal(subscription.Id, subscription.ToString());
        Assert.Matches("^wh_[0-9a-f]{16}$", subscription.Id);
    }
}
