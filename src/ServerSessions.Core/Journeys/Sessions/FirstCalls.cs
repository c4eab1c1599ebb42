using System.Runtime.InteropServices;
using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>
/// Calls that a page's scripts made before any answer could give their browser a cookie: each has a key of its own, of which the browser keeps one. Capture puts
/// those of one source into one partition. A call whose key does not come back is attached when exactly one of them came back in time: it is no session of its
/// own in analytics. Nothing of it enters the other session, and rules see it as ever.
/// </summary>
internal sealed class FirstCalls(JourneySettings settings)
{
    /// <summary>Microseconds within which the cookie must be shown.</summary>
    public const long Window = 10_000_000;

    // For events that are still on their way.
    private const long Wait = 5_000_000;

    // More than a browser calls at once: many browsers, or a program.
    private const int MaxTogether = 64;

    private readonly Dictionary<(ulong Network, string? Client), HashSet<LiveSession>> _bySource = [];

    public static bool Is(in RequestEvent e) =>
        e is { KeyKind: KeyKind.Cookie, IsActive: true, Verb: HttpVerb.Get, Network: not 0, User.IsNone: true }
        && (e.Flags & (EventFlags.FirstContact | EventFlags.ScriptFetch)) == (EventFlags.FirstContact | EventFlags.ScriptFetch)
        && !e.Is(EventFlags.Page | EventFlags.Navigation | EventFlags.Induced | EventFlags.Part | EventFlags.Custom | EventFlags.SignedIn);

    /// <summary>When a waiting session must be checked, in Unix microseconds.</summary>
    public static long Due(KeyLinks links) => links.FirstCallAt + Window + Wait + (links.IsDecided ? Window : 0);

    /// <summary>An event was added.</summary>
    public void Note(LiveSession live, in RequestEvent e)
    {
        if (live.Links is { FirstCallAt: > 0 } or { IsAttached: true })
            NoteNext(live, live.Links, e);
        else if (Is(e) && live is { IsNew: true, Requests: 1 } && !settings.Goals.Contains(e.Step) && !settings.FlowSteps.ContainsKey(e.Step))
        {
            (live.Links ??= new KeyLinks()).FirstCallAt = e.Time;
            Add(live);
        }
    }

    public void Restore(LiveSession live)
    {
        if (live is { IsOpen: true, Links.FirstCallAt: > 0 })
            Add(live);
    }

    /// <summary>A session is due: it is decided, and later no call can have been made with it.</summary>
    public void Advance(LiveSession live)
    {
        var links = live.Links!;
        if (links.IsDecided)
        {
            Remove(live);
            return;
        }

        links.IsAttached = links.ReturnedAt == 0 && CameBack(live, links.FirstCallAt) == 1;
        links.IsDecided = true;
    }

    /// <summary>Waits for the session no longer.</summary>
    public void Remove(LiveSession live)
    {
        if (live.Links is not { FirstCallAt: > 0 } links)
            return;
        (links.FirstCallAt, links.ReturnedAt, links.IsDecided) = (0, 0, false);
        var source = (live.Network, live.Client);
        if (_bySource.TryGetValue(source, out var together) && together.Remove(live) && together.Count == 0)
            _bySource.Remove(source);
    }

    // What the application recorded belongs to the call, and makes it more than one.
    private void NoteNext(LiveSession live, KeyLinks links, in RequestEvent e)
    {
        links.IsAttached = false;
        if (e.Is(EventFlags.Custom) && links.ReturnedAt == 0)
            Remove(live);
        else if (links.FirstCallAt > 0 && links.ReturnedAt == 0)
            links.ReturnedAt = e.Time;
    }

    private int CameBack(LiveSession live, long at)
    {
        var together = _bySource[(live.Network, live.Client)];
        return together.Count > MaxTogether ? 0 : together.Count(other => other.Links!.ReturnedAt >= at && other.Links.ReturnedAt <= at + Window);
    }

    private void Add(LiveSession live)
    {
        ref var together = ref CollectionsMarshal.GetValueRefOrAddDefault(_bySource, (live.Network, live.Client), out _);
        (together ??= []).Add(live);
    }
}
