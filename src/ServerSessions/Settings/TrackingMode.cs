namespace ServerSessions;

/// <summary>How visitors are recognised.</summary>
public enum TrackingMode
{
    /// <summary>Nothing is recorded.</summary>
    Off,
    /// <summary>No cookie is ever set. The key is made from application, user agent and shortened address, with a salt that changes every day.</summary>
    Cookieless,
    /// <summary>A first-party cookie names the browser for 90 days. Requests that refuse tracking are treated as in Cookieless.</summary>
    Cookie,
}
