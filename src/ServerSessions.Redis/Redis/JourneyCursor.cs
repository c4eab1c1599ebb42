namespace ServerSessions.Storage.Redis;

/// <summary>Reads the journeys of one partition, newest first, day by day and block by block.</summary>
internal sealed class JourneyCursor(JourneyDays days, int partition, SessionId before, SessionId to, int blocks, int max)
{
    private readonly Stack<long> _days = new();
    private List<StoredJourney> _page = [];
    private SessionId _before = before;
    private int _at;
    private bool _isStarted;

    public bool IsEmpty => _at >= _page.Count;

    public StoredJourney Current => _page[_at];

    public void Take() => _at++;

    /// <summary>Reads the next journeys if none are buffered; afterwards the buffer is empty only at the end.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        if (!_isStarted)
        {
            foreach (var day in await days.KnownAsync(partition, to.Milliseconds, _before.Milliseconds + 1, cancellationToken))
                _days.Push(day);
            _isStarted = true;
        }

        while (IsEmpty && _days.TryPeek(out var day))
        {
            var page = await days.DownAsync(partition, day, _before, to, blocks, max, cancellationToken);
            (_page, _at) = (page.Journeys, 0);
            if (page.Next is { } next)
                _before = next;
            else
                _days.Pop();
        }
    }
}
