namespace ServerSessions.BrowserTests.Support;

/// <summary>Tests that share one browser and one shop, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserSite>
{
    public const string Name = "browser";
}
