using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Thresholds of D17, scraping. The rule is silent until enough sessions are learned.</summary>
public sealed class ScrapingOptions
{
    /// <summary>Minimum multiple of the number of requests that 99 of 100 sessions make to the endpoint; 10 by default.</summary>
    [AllowedRange(1, 10_000)]
    public double Times { get; set; } = 10;

    /// <summary>Minimum number of distinct items of one endpoint within an hour; 200 by default, at least 100.</summary>
    [AllowedRange(100, 1_000_000)]
    public int Items { get; set; } = 200;

    /// <summary>Minimum share of requests for an item that was not requested before; 0.9 by default. People return to items that they have seen.</summary>
    [AllowedRange(0.1, 1)]
    public double FirstTimeShare { get; set; } = 0.9;
}
