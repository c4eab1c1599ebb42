using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>
/// Decides which first contacts, and which clients that return, are reported to their source. Most visitors are the only ones of their source in a minute, and
/// report nothing. A flood is reported in batches, so that it does not flood the partition of its source as well. Only reports depend on it, so it is not stored:
/// after a takeover a partition counts a minute anew.
/// </summary>
internal sealed class FirstContacts
{
    private const int Minutes = 8; // a client that comes back later is reported of no more
    private const int Slots = 1024;

    private readonly int[] _opened = new int[Minutes * Slots];
    private readonly int[] _returned = new int[Minutes * Slots];
    private readonly long[] _minutes = new long[Minutes];

    /// <summary>The number of contacts that an event, which is about to be added to a session, reports to its source; 0 for most.</summary>
    public int Weigh(LiveSession live, in RequestEvent e)
    {
        if (e.Is(EventFlags.FirstContact))
            return live.HasBegun ? 0 : Opened(++_opened[Slot(e.Time, e)]);
        if (!live.IsProvisional || live.KeyKind != KeyKind.Cookie)
            return 0;
        var slot = Slot(live.Start, e);
        return _opened[slot] < 2 ? 0 : Lumped(++_returned[slot]);
    }

    // The report of the second includes the first.
    private static int Opened(int count) => count switch
    {
        1 => 0,
        2 => 2,
        _ => Lumped(count),
    };

    private static int Lumped(int count) =>
        count <= SignalNews.Lump ? 1 : count % SignalNews.Lump == 0 ? SignalNews.Lump : 0;

    private int Slot(long time, in RequestEvent e)
    {
        var minute = time / 60_000_000;
        var page = (int)((ulong)minute % Minutes);
        if (_minutes[page] < minute)
        {
            _minutes[page] = minute;
            Array.Clear(_opened, page * Slots, Slots);
            Array.Clear(_returned, page * Slots, Slots);
        }

        return (page * Slots) + (int)(((e.Network ^ (e.Agent * 0x9E37_79B9_7F4A_7C15)) * 0xD6E8_FEB8_6659_FD93) >> 54);
    }
}
