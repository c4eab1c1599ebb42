namespace ServerSessions.Model;

/// <summary>What the session stage adds to an event for the rules about actors, which do not see the whole session. Few events have any of it.</summary>
internal sealed record SignalNews
{
    /// <summary>The number of contacts that a lump stands for.</summary>
    public const int Lump = 64;

    /// <summary>The session's user is here: at first, from another network, and every five minutes of activity.</summary>
    public bool IsPresence { get; set; }

    /// <summary>First contacts that it reports to their source, or clients that came back with their cookie where the event is none; at most <see cref="Lump"/>.</summary>
    public int Contacts { get; set; }

    /// <summary>Of an unmatched request, or a refusal of a signed-in user: this session was shown a page within the five seconds before.</summary>
    public bool FollowsPage { get; set; }

    /// <summary>Of an unmatched request: this session was shown a page within the ten minutes before.</summary>
    public bool FollowsPages { get; set; }

    /// <summary>In a signal to an endpoint: the pages that this session was shown before, the newest first; else null.</summary>
    public string[]? Came { get; set; }

    /// <summary>The news of an event; null for none.</summary>
    public static SignalNews? Of(bool isPresence, int contacts) =>
        isPresence || contacts > 0 ? new SignalNews { IsPresence = isPresence, Contacts = contacts } : null;
}
