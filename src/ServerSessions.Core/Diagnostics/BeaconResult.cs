namespace ServerSessions.Diagnostics;

/// <summary>What became of a report of the beacon.</summary>
internal enum BeaconResult
{
    /// <summary>It is recorded, or dropped like any other request.</summary>
    Accepted,
    /// <summary>Another site, or a program, sent it.</summary>
    Origin,
    /// <summary>It came without our cookie.</summary>
    NoSession,
    /// <summary>The visitor does not allow analytics.</summary>
    NoConsent,
    /// <summary>The session sent too many in this second.</summary>
    Rate,
    /// <summary>It is too large.</summary>
    Size,
    /// <summary>It is not what the script sends.</summary>
    Schema,
    /// <summary>It is about a page that this session does not have.</summary>
    Page,
}
