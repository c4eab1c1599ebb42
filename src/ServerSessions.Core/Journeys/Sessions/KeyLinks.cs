namespace ServerSessions.Journeys.Sessions;

/// <summary>Relations of a session's key to other keys of the same visitor.</summary>
internal sealed class KeyLinks
{
    /// <summary>
    /// Earlier steps of this visitor are not available here, because consent was withdrawn: rules that argue from what is missing do not judge the session.
    /// </summary>
    public bool IsPastUnseen { get; set; }

    /// <summary>The key that this visitor was known by before and that has not been asked yet; none when there is nothing to ask.</summary>
    public Pseudonym Before { get; set; }

    /// <summary>Time of the first event with this key, Unix microseconds.</summary>
    public long BeforeAt { get; set; }

    /// <summary>The key that was asked.</summary>
    public Pseudonym Asked { get; set; }

    /// <summary>The one key that goes on with this visitor: the key of the day may be several people.</summary>
    public Pseudonym HandedTo { get; set; }

    /// <summary>The later key whose question came before the event that it is about; none when no question waits.</summary>
    public Pseudonym AskedBy { get; set; }

    /// <summary>When that key took over, Unix microseconds.</summary>
    public long AskedAt { get; set; }

    /// <summary>The session began with a script's call that had no cookie, at this time (Unix microseconds), and the calls made with it are waited for; else 0.</summary>
    public long FirstCallAt { get; set; }

    /// <summary>When its cookie was shown first, Unix microseconds; 0 when it was not.</summary>
    public long ReturnedAt { get; set; }

    /// <summary>Whether it is attached has been decided; it is waited for still, because of those that came after it.</summary>
    public bool IsDecided { get; set; }

    /// <summary>It is a call of another session's page: no session of its own in analytics.</summary>
    public bool IsAttached { get; set; }

    public bool IsEmpty => FirstCallAt == 0 && !IsAttached && !IsPastUnseen && Before.IsNone && Asked.IsNone && HandedTo.IsNone && AskedBy.IsNone;

    /// <summary>A session begins; a question that waits may be about it.</summary>
    public void Begin() => (Before, BeforeAt, Asked, HandedTo) = (default, 0, default, default);

    /// <summary>The session has closed.</summary>
    public void Close() => (IsPastUnseen, IsAttached) = (false, false);
}
