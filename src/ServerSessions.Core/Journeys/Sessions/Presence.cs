using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>Where a session's user is, and which of it is news to the rules about the user: they do not see the whole session.</summary>
internal sealed class Presence
{
    private static readonly long PlaceEvery = TimeSpan.FromMinutes(1).ToMicroseconds();
    private static readonly long UserEvery = TimeSpan.FromMinutes(5).ToMicroseconds();

    /// <summary>The newest place that is known.</summary>
    public PlaceCode Place { get; set; }

    /// <summary>When the place was last reported, Unix microseconds; 0 when it was not.</summary>
    public long PlaceReported { get; set; }

    /// <summary>When it was last reported that the user is here, Unix microseconds; 0 while no user is signed in.</summary>
    public long UserReported { get; set; }

    /// <summary>The network of that report.</summary>
    public ulong Network { get; set; }

    /// <summary>Whether the event that was added last shows another place, or that the user is still in it. Not stored.</summary>
    public bool IsPlaceNews { get; private set; }

    /// <summary>Another event is added.</summary>
    public void Begin() => IsPlaceNews = false;

    /// <summary>Takes the place of an event.</summary>
    public void NotePlace(in RequestEvent e)
    {
        IsPlaceNews = !e.User.IsNone && (PlaceReported == 0 || e.Place != Place || e.Time - PlaceReported >= PlaceEvery);
        if (IsPlaceNews)
            PlaceReported = e.Time;
        Place = e.Place;
    }

    /// <summary>Whether an event of a signed-in user reports that the user is here: at first, at a sign-in, from another network, and every five minutes.</summary>
    /// <param name="e">The event.</param>
    /// <param name="before">The session's user before it.</param>
    public bool TryReport(in RequestEvent e, Pseudonym before)
    {
        if (UserReported != 0 && e.User == before && e.Network == Network && !e.Is(EventFlags.SignedIn) && e.Time - UserReported < UserEvery)
            return false;
        (UserReported, Network) = (e.Time, e.Network);
        return true;
    }
}
