using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.BrowserTests.Support;

/// <summary>An application on Kestrel with roles, shared links and some closed sessions.</summary>
internal sealed class FiguresSite(IBrowser browser, FiguresApp app) : IAsyncDisposable
{
    public const string Days = "?from=2026-01-05&to=2026-01-08";

    public static async Task<FiguresSite> StartAsync(IBrowser browser)
    {
        var app = await FiguresApp.StartAsync(
            a =>
            {
                a.MapSessionTracking(BrowserSite.Admin, FiguresApp.AllRoles);
                a.MapSessionShares();
            },
            kestrel: true);
        await app.AddManyAsync(0, 20, 1, "cart", "address", "pay");
        await app.AddManyAsync(100, 17, 2, "cart", "address");
        return new FiguresSite(browser, app);
    }

    /// <summary>A browser without cookies.</summary>
    public Task<WatchedPage> OpenAsync() => WatchedPage.OpenAsync(browser, app.App.Address);

    /// <summary>The browser of a user with a role.</summary>
    public async Task<WatchedPage> OpenAsync(string role)
    {
        var watched = await OpenAsync();
        await watched.Page.Context.APIRequest.PostAsync("/in?role=" + role);
        return watched;
    }

    /// <summary>The pages that links lead a user with a role to.</summary>
    public async Task<IReadOnlyList<string>> PagesAsync(string role)
    {
        using var client = await app.AsAsync(role, "text/html");
        return await SiteWalk.FindAsync(client, [BrowserSite.Admin], BrowserSite.Admin, examples: 1);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
