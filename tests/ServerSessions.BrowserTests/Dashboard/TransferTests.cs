using ServerSessions.BrowserTests.Support;
using ServerSessions.TestServers;
using Xunit.Abstractions;

namespace ServerSessions.BrowserTests.Dashboard;

/// <summary>How much the pages transfer.</summary>
[Collection(BrowserCollection.Name)]
public class TransferTests(BrowserSite site, ITestOutputHelper output)
{
    private const long FirstVisit = 200_000;
    private const long Later = 40_000;

    [Fact]
    public async Task The_first_visit_transfers_at_most_200_kB_and_each_page_after_it_at_most_40_kB()
    {
        using var client = site.AdminClient();
        var pages = await SiteWalk.FindAsync(client, [BrowserSite.Admin], BrowserSite.Admin);
        await using var watched = await site.OpenAdminAsync();
        var session = await watched.Page.Context.NewCDPSessionAsync(watched.Page);
        await session.SendAsync("Network.enable");
        var bytes = 0L;
        session.Event("Network.loadingFinished").OnEvent += (_, e) => Interlocked.Add(ref bytes, (long)e!.Value.GetProperty("encodedDataLength").GetDouble());
        var measured = new List<(string Path, long Bytes)>();
        foreach (var path in pages)
        {
            Interlocked.Exchange(ref bytes, 0);
            await watched.GoAsync(path);
            // Only a report: how soon a page is interactive depends on the machine.
            var interactive = await watched.Page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].domInteractive");
            measured.Add((path, Interlocked.Read(ref bytes)));
            output.WriteLine(FormattableString.Invariant($"{measured[^1].Bytes,8} bytes, interactive after {interactive,5:0} ms: {path}"));
        }

        Assert.InRange(measured[0].Bytes, 1, FirstVisit);
        Assert.All(measured.Skip(1), page => Assert.True(page.Bytes is > 0 and <= Later, $"{page.Path} transfers {page.Bytes} bytes."));
    }
}
