namespace ServerSessions.Capture.Queue;

/// <summary>
/// Minutes in which cookies were made whose first request was shed, for a day. A cookie of another minute lost nothing by shedding, however many sessions were shed and
/// forgotten. Requests read it without a lock.
/// </summary>
internal sealed class ShedMinutes
{
    private const int Day = 24 * 60;
    private const int Slots = 2_048;
    private const int First = 1;
    private const int More = 2;

    // A minute and what was lost in it, by the minute's low bits.
    private readonly int[] _minutes = new int[Slots];

    /// <summary>A session whose cookie was made in this minute lost its first request.</summary>
    public void NoteFirst(int made) => Note(made, First);

    /// <summary>A session of this minute lost further requests, and which steps they reached is not remembered.</summary>
    public void NoteMore(int made) => Note(made, More);

    /// <summary>Whether a session whose cookie was made then may have lost its first request.</summary>
    public bool MayLackFirst(int made, int now) => Lost(made, now) >= First;

    public bool MayLackMore(int made, int now) => Lost(made, now) >= More;

    private int Lost(int made, int now) =>
        made > 0 && now - made <= Day && Volatile.Read(ref _minutes[made % Slots]) is var value && value >> 2 == made ? value & 3 : 0;

    private void Note(int made, int lost)
    {
        ref var slot = ref _minutes[made % Slots];
        if (slot >> 2 > made || (slot >> 2 == made && (slot & 3) >= lost))
            return;
        Volatile.Write(ref slot, (made << 2) | lost);
    }
}
