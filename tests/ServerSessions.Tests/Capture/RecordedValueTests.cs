using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerSessions.Capture;
using ServerSessions.Model;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>The value of a recorded event is stored as figures count it.</summary>
public sealed class RecordedValueTests
{
    [Theory]
    [InlineData("12.345678", "eur", "12.3457 EUR")]
    [InlineData("0.00005", null, "0.0000")]
    [InlineData("129.90", " usd ", "129.90 USD")]
    [InlineData("3", "", "3")]
    public void A_value_is_rounded_and_its_currency_is_in_upper_case(string value, string? currency, string stored) =>
        Assert.Equal((stored, false), Stored(value, currency));

    [Theory]
    [InlineData("3", "€")]
    [InlineData("5", "EU R")]
    [InlineData("7", "<B>")]
    [InlineData("99", "TOOLONGCURRENCYNAME")]
    [InlineData("1000000000.1", "EUR")]
    public void A_value_whose_unit_is_not_known_or_that_is_beyond_the_limits_is_removed(string value, string currency)
    {
        Assert.Equal(("", true), Stored(value, currency));
        Assert.Null(EventValue.Of(["value", value, "currency", currency]));
    }

    [Fact]
    public void A_property_named_value_that_is_no_number_stays()
    {
        Assert.Equal(("high", false), Stored("high", null));
        Assert.Equal(("high <B>", false), Stored("high", "<B>"));
    }

    [Fact]
    public async Task Figures_count_no_refused_value_and_the_pipeline_says_how_many_there_were()
    {
        await using var app = await TrackedApp.StartAsync(a =>
        {
            a.MapGet("/order", (HttpContext c) =>
            {
                var session = c.GetTrackedSession()!;
                session.Record("order", 12.345678m, "eur");
                session.Record("order", 0.2m);
                session.Record("order", 3, "€");
                session.Record("order", new KeyValuePair<string, string>("value", "7"), new KeyValuePair<string, string>("currency", "<B>"));
            });
            a.MapPost("/out", () => "bye").TrackSignOut();
            a.MapSessionTracking().AllowAnonymous();
        });
        var visitor = app.Visitor();
        await visitor.GetAsync("/order");
        await visitor.PostAsync("/out", null);
        await app.ClosedAsync(1);
        Assert.Equal(2, (await app.Reports.PipelineAsync()).CustomEvents.RefusedValues);
        var order = (await app.Visitor("application/json").GetFromJsonAsync<JsonElement>("/admin/sessions/insights/goals")).GetProperty("goals").EnumerateArray()
            .Single(g => g.GetProperty("goal").GetString() == "order");
        Assert.Equal((2, "- 0.2, EUR 12.3457"), (order.GetProperty("times").GetInt32(), string.Join(", ", order.GetProperty("values").EnumerateArray().Select(Text))));
        var exported = await app.Visitor("*/*").GetStringAsync("/admin/sessions/export/steps.jsonl");
        Assert.Contains("\"value\":\"12.3457\",\"currency\":\"EUR\"", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("\"value\":\"7\"", exported, StringComparison.Ordinal);
    }

    private static string Text(JsonElement value) => $"{value.GetProperty("currency").GetString() ?? "-"} {value.GetProperty("sum").GetDecimal()}";

    private static (string Texts, bool IsRefused) Stored(string value, string? currency)
    {
        KeyValuePair<string, string>[] properties = currency is null ? [new("value", value)] : [new("value", value), new("currency", currency)];
        var recorded = Recorded.Of("order", 0, properties);
        return (string.Join(' ', recorded.Properties.Select(p => p.Value)), recorded.IsValueRefused);
    }
}
