namespace ServerSessions.Model.Notices;

/// <summary>
/// A person, or a session, is erased: on its way to every partition. Its time is the moment of the erasure; what happened until then goes, and so does what arrives of it later.
/// </summary>
internal sealed record ErasureNotice : Notice
{
    /// <summary>Id of the erasure.</summary>
    public string Erasure { get; set; } = "";

    /// <summary>The round of notices; each names ids that were found since the one before.</summary>
    public int Round { get; set; }

    /// <summary>Number of the notices of the round, each with a part of the ids.</summary>
    public int Parts { get; set; }

    /// <summary>Whether nothing is expected to follow: the partition then keeps no id.</summary>
    public bool IsLast { get; set; }

    /// <summary>Whether only journeys are erased, because these people have withdrawn analytics.</summary>
    public bool OnlyJourneys { get; set; }

    /// <summary>The ids, as <see cref="Erasing.PersonIds"/> writes them.</summary>
    public byte[] Ids { get; set; } = [];
}
