using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Stuck;

/// <summary>The report of people with trouble, over an application.</summary>
public sealed class StuckEndpointTests
{
    [Fact]
    public async Task A_visitor_whose_form_fails_again_and_again_is_stuck_now()
    {
        await using var app = await TrackedApp.StartAsync(a =>
        {
            a.MapGet("/cart", () => "cart");
            a.MapPost("/pay", ([FromQuery] int? card) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["card"] = ["Not a card."] }));
            a.MapSessionTracking().AllowAnonymous();
        });
        var visitor = app.Visitor();
        await visitor.GetAsync("/cart");
        for (var i = 0; i < 4; i++)
            await visitor.PostAsync("/pay", null);
        await app.SettledAsync(5);

        var report = JsonSerializer.Deserialize<JsonElement>(await app.Visitor("application/json").GetStringAsync("/admin/sessions/insights/stuck"));

        var person = Assert.Single(report.GetProperty("people").EnumerateArray());
        Assert.Equal(("now", "invalid", "POST /pay"), (person.GetProperty("state").GetString(), person.GetProperty("cause").GetString(), person.GetProperty("step").GetString()));
        Assert.Equal("card", Assert.Single(person.GetProperty("fields").EnumerateArray()).GetString());
        Assert.Equal(1, report.GetProperty("total").GetInt32());
        Assert.True(report.GetProperty("isComplete").GetBoolean());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(169)]
    public async Task A_range_that_is_too_short_or_too_long_is_refused(int hours)
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapSessionTracking().AllowAnonymous());
        var response = await app.Visitor("application/json").GetAsync($"/admin/sessions/insights/stuck?hours={hours}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("expected 1 to 168", await response.Content.ReadAsStringAsync());
    }
}
