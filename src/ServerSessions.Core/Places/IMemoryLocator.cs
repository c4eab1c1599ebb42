namespace ServerSessions.Places;

/// <summary>A built-in locator: it reads memory only, so its calls cannot hang.</summary>
internal interface IMemoryLocator : IGeoLocator;
