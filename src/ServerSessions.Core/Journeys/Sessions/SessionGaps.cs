using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>What may be missing of a session and of the one before it on its key: requests that were lost, shed, or given up for room.</summary>
internal struct SessionGaps
{
    /// <summary>Requests of it may be missing.</summary>
    public bool HasGaps;

    /// <summary>The key's session before it was incomplete: what it had reached may not be all that it reached.</summary>
    public bool FollowsGaps;

    /// <summary>Requests before the first one that is here were shed, or may have been.</summary>
    public bool IsLateStart;

    /// <summary>
    /// The first request of its cookie is not here: it was shed and forgotten, or shed by another node, or its session was closed early. What else is missing before the first request
    /// that is here had reached is known.
    /// </summary>
    public bool LacksFirst;

    /// <summary>What these had reached is not known at all.</summary>
    public bool HasUnknownStart;

    /// <summary>The same as <see cref="LacksFirst"/> of the key's session before it.</summary>
    public bool FollowsLackOfFirst;

    /// <summary>For what is missing it is the same, why it is not here.</summary>
    public readonly bool MayLackSteps => HasGaps || HasUnknownStart;

    /// <summary>A session begins with this event.</summary>
    /// <param name="e">Its first event.</param>
    /// <param name="isRestKept">The session before it is so young that its rest is kept.</param>
    /// <param name="follows">There was a session before it on its key.</param>
    public void Begin(in RequestEvent e, bool isRestKept, bool follows)
    {
        // An event may be missing of the session before, or of this one before its first event that is there.
        var missed = MayLackSteps && isRestKept;
        (HasGaps, FollowsGaps) = (missed && !follows, missed && follows);
        follows &= isRestKept;
        FollowsLackOfFirst = follows && LacksFirst;
        IsLateStart = !follows && e.Is(EventFlags.LateStart);
        LacksFirst = (IsLateStart || (!follows && e.Is(EventFlags.YoungCookie))) && e.Detail?.ReachedBefore is null;
        HasUnknownStart = IsLateStart && e.Is(EventFlags.UnknownStart);
    }

    /// <summary>An event of the session is added.</summary>
    public void Add(in RequestEvent e)
    {
        HasGaps |= e.Is(EventFlags.Gap);
        // The first request was only slower than the second.
        if (e.KeyKind == KeyKind.Cookie && e.Is(EventFlags.FirstContact))
            IsLateStart = LacksFirst = HasUnknownStart = false;
    }

    /// <summary>Sessions were given up for room, and one of them may have been this key's: this one may go on where that ended, or follow it.</summary>
    public void NoteGivenUp(long at, long now, JourneySettings settings)
    {
        HasGaps |= SessionRules.Continues(at, now, settings.IdleTimeout);
        FollowsGaps |= now < at + LiveSession.RestKept.ToMicroseconds();
    }
}
