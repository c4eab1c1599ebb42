using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Capture.Consent.ConsentApp;

namespace ServerSessions.Tests.Capture.Consent;

/// <summary>Keys rotate: what a browser decided is signed anew at its next visit, holds without the old key, and ends when it would have.</summary>
public sealed class RotatedConsentTests
{
    private readonly ConsentApp _nodes = new();
    private readonly Browser _browser;
    private TrackedApp _app = null!;

    public RotatedConsentTests() => _browser = new Browser(() => _app.App.GetTestServer().CreateHandler());

    [Theory]
    [InlineData("/refuse", "Security")]
    [InlineData("/analytics", "Security, Analytics")]
    public async Task A_decision_holds_without_the_key_under_which_it_was_made(string decision, string held)
    {
        var old = await DecidedAsync(decision);
        await VisitAsync([TestKeys.New, TestKeys.Old]);
        Assert.NotEqual(old, _browser.Cookie("shop.example", ConsentName));

        Assert.Equal(held, await VisitAsync([TestKeys.New]));
    }

    [Fact]
    public async Task The_cookie_that_is_signed_anew_ends_400_days_after_the_decision_and_visits_do_not_renew_it()
    {
        await DecidedAsync("/refuse");
        Assert.Equal(400, DaysOf(_browser.Answers[^1]));
        _nodes.Clock.Advance(TimeSpan.FromDays(90));
        await VisitAsync([TestKeys.New, TestKeys.Old]);
        Assert.Equal(310, DaysOf(_browser.Answers[^1]));
        Assert.Contains("private", _browser.Answers[^1].Headers.CacheControl!.ToString());

        await VisitAsync([TestKeys.New, TestKeys.Old]);
        Assert.Null(DaysOf(_browser.Answers[^1]));

        // Six months after the decision it is asked again, and the refusal holds.
        _nodes.Clock.Advance(TimeSpan.FromDays(95));
        Assert.Equal("Security ?", await VisitAsync([TestKeys.New]));
    }

    [Fact]
    public async Task An_answer_that_a_cache_may_store_carries_none_and_the_next_one_does()
    {
        await DecidedAsync("/refuse");
        await using var app = await StartAsync([TestKeys.New, TestKeys.Old]);
        await _browser.OpenAsync(Shop + "/logo");
        Assert.Null(DaysOf(_browser.Answers[^1]));
        await _browser.OpenAsync(Shop + "/");
        Assert.Equal(400, DaysOf(_browser.Answers[^1]));
    }

    [Fact]
    public async Task A_decision_of_the_same_request_is_the_one_that_is_kept()
    {
        await DecidedAsync("/refuse");
        await using (await StartAsync([TestKeys.New, TestKeys.Old]))
        {
            await PostAsync(_browser, "/analytics");
            Assert.Single(_browser.Answers[^1].Headers.GetValues("Set-Cookie"), c => c.StartsWith(ConsentName, StringComparison.Ordinal));
        }

        Assert.Equal("Security, Analytics", await VisitAsync([TestKeys.New]));
    }

    [Fact]
    public async Task While_the_new_key_is_listed_second_nothing_is_signed_anew()
    {
        var old = await DecidedAsync("/refuse");
        await VisitAsync([TestKeys.Old, TestKeys.New]);
        Assert.Equal(old, _browser.Cookie("shop.example", ConsentName));
    }

    private async Task<string?> DecidedAsync(string decision)
    {
        await using var app = await StartAsync([TestKeys.Old]);
        await PostAsync(_browser, decision);
        return _browser.Cookie("shop.example", ConsentName);
    }

    private async Task<string> VisitAsync(SessionKey[] keys)
    {
        await using var app = await StartAsync(keys);
        return await LookAsync(_browser);
    }

    private async Task<TrackedApp> StartAsync(SessionKey[] keys) => _app = await _nodes.StartAsync(
        tracking: o =>
        {
            o.Keys.Clear();
            foreach (var key in keys)
                o.Keys.Add(key);
        },
        map: app => app.MapGet("/logo", (HttpContext c) =>
        {
            c.Response.Headers.CacheControl = "public, max-age=60";
            return "logo";
        }));

    private static int? DaysOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.FirstOrDefault(c => c.StartsWith(ConsentName, StringComparison.Ordinal)) is { } cookie
            ? int.Parse(cookie.Split("max-age=")[1].Split(';')[0], System.Globalization.CultureInfo.InvariantCulture) / 86_400
            : null;
}
