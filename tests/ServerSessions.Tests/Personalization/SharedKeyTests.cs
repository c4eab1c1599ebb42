using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Personalization;

/// <summary>A key that several visitors can share shows none of them the journey of another.</summary>
public sealed class SharedKeyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Visitors_of_one_network_without_a_cookie_do_not_see_each_others_journey(bool stored)
    {
        await using var app = await TrackedApp.StartAsync(LiveShop.Map, options: LiveShop.Options);
        var (one, other) = (app.Visitor(), app.Visitor());
        foreach (var visitor in (HttpClient[])[one, other])
            visitor.DefaultRequestHeaders.Add("Sec-GPC", "1");
        await other.JourneyAsync();
        await one.VisitAsync("/cart", "/address");
        if (stored)
            await app.SettledAsync(2);

        var journey = await other.JourneyAsync();

        Assert.Empty(journey.Steps);
        Assert.Empty(journey.Unfinished);
        Assert.Empty(journey.Flows);
    }
}
