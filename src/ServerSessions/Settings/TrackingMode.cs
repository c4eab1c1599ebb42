namespace ServerSessions;

/// <summary>How sessions are told apart.</summary>
public enum TrackingMode
{
    /// <summary>Nothing is recorded.</summary>
    Off,
    /// <summary>No cookie is ever set: application, user agent and cut address, with a salt that changes every day.</summary>
    Cookieless,
    /// <summary>A first-party cookie names the browser for 90 days; requests that refuse tracking fall to cookieless.</summary>
    Cookie,
}
