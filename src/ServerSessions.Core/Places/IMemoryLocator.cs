namespace ServerSessions.Places;

/// <summary>A locator of the product's own: it looks into memory only, so that no call of it can hang.</summary>
internal interface IMemoryLocator : IGeoLocator;
