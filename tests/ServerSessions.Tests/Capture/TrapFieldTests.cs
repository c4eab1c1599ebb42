using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Model;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

public sealed class TrapFieldTests
{
    [Theory]
    [InlineData("https://spam.example", true)]
    [InlineData("", false)]
    [InlineData("  ", false)]
    [InlineData(null, false)]
    public async Task A_filled_trap_field_is_seen_and_an_empty_one_is_not(string? value, bool seen)
    {
        await using var app = await TrackedApp.StartAsync(
            a => a.MapPost("/contact", ([FromForm] string name) => name).DisableAntiforgery().WithTrapField("Website"),
            s => s.AddAntiforgery());
        List<KeyValuePair<string, string>> fields = [new("name", "x")];
        if (value is not null)
            fields.Add(new("website", value));
        using var answer = await app.Visitor().PostAsync("/contact", new FormUrlEncodedContent(fields));
        Assert.Equal(200, (int)answer.StatusCode);
        await app.SettledAsync(1);
        Assert.Equal(seen, app.Events.Single().Is(EventFlags.TrapField));
    }

    [Fact]
    public async Task A_body_that_the_application_did_not_read_is_left_alone()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapPost("/contact", () => "ok").WithTrapField("website"));
        using var answer = await app.Visitor().PostAsync("/contact", new FormUrlEncodedContent([new("website", "x")]));
        Assert.Equal(200, (int)answer.StatusCode);
        await app.SettledAsync(1);
        Assert.False(app.Events.Single().Is(EventFlags.TrapField));
    }

    [Fact]
    public void A_trap_field_needs_a_name() => Assert.Throws<ArgumentException>(() => new TrapFieldAttribute(" "));
}
