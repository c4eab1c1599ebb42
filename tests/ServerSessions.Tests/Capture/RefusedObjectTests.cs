using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerSessions.Model;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>What a refused request says of the object that it named: enough to compare within a session, and nothing more.</summary>
public sealed class RefusedObjectTests
{
    [Theory]
    [InlineData("/orders/{0}")]
    [InlineData("/find?id={0}")]
    [InlineData("/shops/berlin/orders/{0}")]
    public async Task Numbers_keep_their_distance_within_a_session_and_nothing_of_their_value(string path)
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        foreach (var number in (long[])[1_000, 1_001, 1_007, 900, -3])
            await visitor.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, number));
        var objects = await ObjectsAsync(app, 5);
        Assert.All(objects, o => Assert.True(o.IsOrdinal));
        Assert.Equal([0L, 1, 7, -100, -1_003], objects.Select(o => unchecked((long)(o.Object - objects[0].Object))));
        Assert.DoesNotContain(objects, o => o.Object < 1_000_000);
    }

    [Fact]
    public async Task Another_session_another_route_and_another_shop_share_no_offset()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.GetAsync("/orders/7");
        await visitor.GetAsync("/invoices/7");
        await visitor.GetAsync("/shops/berlin/orders/7");
        await visitor.GetAsync("/shops/bonn/orders/7");
        await app.Visitor().GetAsync("/orders/7");
        var objects = await ObjectsAsync(app, 5);
        Assert.Equal(5, objects.Select(o => o.Object).Distinct().Count());
    }

    [Fact]
    public async Task Names_are_equal_or_not_and_nothing_else()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        foreach (var path in (string[])["/things/a1", "/things/a2", "/things/a1"])
            await visitor.GetAsync(path);
        var objects = await ObjectsAsync(app, 3);
        Assert.All(objects, o => Assert.False(o.IsOrdinal));
        Assert.Equal((objects[0].Object, true), (objects[2].Object, objects[0].Object != objects[1].Object));
    }

    [Fact]
    public async Task What_succeeds_and_what_names_nothing_says_nothing()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.GetAsync("/fine/7");
        await visitor.GetAsync("/closed");
        await visitor.GetAsync("/closed?ReturnUrl=%2Forders%2F7");
        await app.SettledAsync(3);
        Assert.All(app.Events, e => Assert.Equal(0UL, e.Detail?.Object ?? 0));
    }

    [Theory]
    [InlineData("/Home/Secret/{0}")]
    [InlineData("/Home/Secret?id={0}")]
    [InlineData("/Home/Secret?ID={0}")]
    [InlineData("/Home/Secret?id={0}&id=/")]
    [InlineData("/en/Home/Secret?id={0}")]
    public async Task An_object_that_an_optional_parameter_takes_from_the_query_is_one_all_the_same(string path)
    {
        await using var app = await TrackedApp.StartAsync(a =>
        {
            a.MapControllerRoute("culture", "{culture:length(2)}/{controller}/{action}/{id?}");
            a.MapControllerRoute("default", "{controller=Home}/{action=Index}/{id?}");
        }, TestMvc.Add);
        var visitor = app.Visitor();
        foreach (var number in (int[])[17, 903, 250])
            Assert.Equal($"no {number}", await (await visitor.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, number))).Content.ReadAsStringAsync());
        Assert.Equal(3, (await ObjectsAsync(app, 3)).Select(o => o.Object).Where(o => o != 0).Distinct().Count());
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(a =>
    {
        foreach (var route in (string[])["/orders/{id}", "/invoices/{id}", "/shops/{shop}/orders/{id}", "/things/{id}", "/find", "/closed"])
            a.MapGet(route, () => Results.StatusCode(403));
        a.MapGet("/fine/{id}", () => "ok");
    });

    private static async Task<EventDetail[]> ObjectsAsync(TrackedApp app, int served)
    {
        await app.SettledAsync(served);
        return [.. app.Events.OrderBy(e => e.Time).Select(e => e.Detail!)];
    }
}
