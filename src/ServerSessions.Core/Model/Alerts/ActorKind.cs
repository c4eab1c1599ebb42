namespace ServerSessions;

/// <summary>Kind of the subject of a rule.</summary>
public enum ActorKind : byte
{
    /// <summary>One session.</summary>
    Session,
    /// <summary>Network prefix and user agent together.</summary>
    Source,
    /// <summary>A network prefix (IPv4 /24, IPv6 /48), with any user agent.</summary>
    Network,
    /// <summary>An account that a client tried to sign in to.</summary>
    Account,
    /// <summary>A signed-in user.</summary>
    User,
    /// <summary>A browser, by its cookie.</summary>
    Device,
    /// <summary>The whole site.</summary>
    Site,
    /// <summary>One endpoint of the application, by its step.</summary>
    Endpoint,
}
