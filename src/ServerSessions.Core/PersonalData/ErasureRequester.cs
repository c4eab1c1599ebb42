namespace ServerSessions;

/// <summary>From where an erasure was asked for.</summary>
public enum ErasureRequester : byte
{
    /// <summary>From the admin API or its pages, or in code with a name (<c>by</c>).</summary>
    Administrator,
    /// <summary>In code, without a name.</summary>
    Application,
    /// <summary>From the person's own pages, or by a withdrawal of consent.</summary>
    Person,
}
