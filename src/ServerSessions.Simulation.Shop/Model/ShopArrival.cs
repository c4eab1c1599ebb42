namespace ServerSessions.Simulation.Shop.Model;

/// <summary>Where a visit comes from: links of campaigns, search engines and other sites, or none.</summary>
/// <param name="Percent">Share of the visits.</param>
/// <param name="Campaign">Campaign of the link; null for none.</param>
/// <param name="Referrer">Origin of the page with the link; null for none.</param>
internal sealed record ShopArrival(int Percent, Campaign? Campaign, string? Referrer)
{
    private static readonly ShopArrival[] All =
    [
        new(43, null, null),
        new(24, null, "https://www.google.com"),
        new(5, null, "https://www.bing.com"),
        new(7, null, "https://www.instagram.com"),
        new(4, null, "https://garden-blog.example"),
        new(8, new Campaign("newsletter", "email", "spring-sale"), null),
        new(6, new Campaign("google", "cpc", "spring-sale"), "https://www.google.com"),
        new(3, new Campaign("instagram", "cpc", "spring-sale"), "https://www.instagram.com"),
    ];

    /// <param name="visitor">Number of the visitor.</param>
    /// <param name="visit">Number of the visit of this visitor.</param>
    public static ShopArrival Of(int visitor, int visit)
    {
        // Mixed as by Knuth, so that neighbours come from anywhere.
        var drawn = (int)(((uint)((visitor * 31) + visit) * 2_654_435_761u >> 8) % 100);
        foreach (var arrival in All)
            if ((drawn -= arrival.Percent) < 0)
                return arrival;
        return All[0];
    }
}
