using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Testing;
using Storefront;

namespace Shop.Tests;

/// <summary>An application with a Program of its own, through WebApplicationFactory.</summary>
public class StorefrontTests
{
    [Fact]
    public async Task The_sample_shop_is_tested_as_it_is()
    {
        await using var shop = new WebApplicationFactory<StorefrontApp>().WithWebHostBuilder(b => b.ConfigureTestServices(s => s.AddSessionTesting()));
        using var visitor = shop.CreateClient();
        var probe = shop.Services.GetRequiredService<SessionTestProbe>();
        visitor.DefaultRequestHeaders.Add("Accept", "text/html");
        await visitor.GetAsync("/");
        await probe.AdvanceAsync(TimeSpan.FromSeconds(30));
        await visitor.GetAsync("/cart");
        Assert.Equal(["home", "cart"], Assert.Single(await probe.SessionsAsync()).Steps.Select(s => s.Step));
        await probe.AdvanceAsync(TimeSpan.FromMinutes(31));
        Assert.False(Assert.Single(await probe.SessionsAsync()).Summary.Live);
    }
}
