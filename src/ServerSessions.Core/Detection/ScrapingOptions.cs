namespace ServerSessions;

/// <summary>Thresholds of D17, scraping. It is silent until enough sessions were learnt.</summary>
public sealed class ScrapingOptions
{
    /// <summary>How many times what 99 of 100 sessions ask of the endpoint; 10 by default.</summary>
    public double Times { get; set; } = 10;

    /// <summary>Least number of distinct items of one endpoint within an hour; 200 by default, at least 100.</summary>
    public int Items { get; set; } = 200;

    /// <summary>Least share of its requests that ask for an item for the first time; 0.9 by default. People come back to what they have seen.</summary>
    public double FirstTimeShare { get; set; } = 0.9;
}
