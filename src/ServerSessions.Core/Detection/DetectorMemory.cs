namespace ServerSessions.Detection;

/// <summary>
/// The memory of one rule about one subject: the newest marks and a few numbers. It is bounded, it is stored with the offset it belongs to, and a rule
/// may use nothing else beside the event.
/// </summary>
public sealed class DetectorMemory
{
    private const int MaxText = 2_000;
    private const int MinShrunk = 16;

    private readonly List<Mark> _marks = [];
    private readonly int _capacity;

    internal DetectorMemory(int capacity) => _capacity = capacity;

    /// <summary>The marks, oldest first.</summary>
    public IReadOnlyList<Mark> Marks => _marks;

    /// <summary>Whether the memory is empty, so that it need not be stored.</summary>
    public bool IsEmpty => _marks.Count == 0 && Raised is null;

    /// <summary>Whether another mark displaces the oldest.</summary>
    internal bool IsFull => _marks.Count >= _capacity;

    /// <summary>Time at which the open alert of this rule and subject was raised; null when there is none.</summary>
    internal DateTimeOffset? Raised { get; set; }

    /// <summary>Time of the open alert's first evidence, whose mark may have been removed since.</summary>
    internal DateTimeOffset First { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>The highest severity of the open alert.</summary>
    internal Severity Severity { get; set; }

    /// <summary>The severity before the open alert last rose; null when it has not risen.</summary>
    internal Severity? Previous { get; set; }

    /// <summary>Whether the open alert rests on requests that are not induced.</summary>
    internal bool HasOwn { get; set; }

    /// <summary>The highest severity of the open alert that was reported to its source; null when none was.</summary>
    internal Severity? AtSource { get; set; }

    /// <summary>Number of events that prove the open alert.</summary>
    internal int EvidenceCount { get; set; }

    /// <summary>Adds a mark. Above the rule's capacity, the oldest is removed.</summary>
    /// <exception cref="ArgumentException">The mark has no step, or a text of more than 2,000 characters: it is stored with every commit.</exception>
    public void Add(in Mark mark)
    {
        if (mark.Step is null || mark.Text?.Length > MaxText)
            throw new ArgumentException($"The mark has {(mark.Step is null ? "no step" : $"a text of {mark.Text!.Length} characters")}; expected a step, and a text of at most {MaxText} characters.", nameof(mark));
        var at = _marks.Count;
        while (at > 0 && _marks[at - 1].Time > mark.Time)
            at--;
        _marks.Insert(at, mark);
        if (_marks.Count > _capacity)
            _marks.RemoveAt(0);
    }

    /// <summary>Removes marks that are older than a time.</summary>
    public void ForgetBefore(DateTimeOffset time)
    {
        var stale = 0;
        while (stale < _marks.Count && _marks[stale].Time < time)
            stale++;
        if (stale == 0)
            return;
        _marks.RemoveRange(0, stale);
        Shrink();
    }

    /// <summary>Removes the marks that match a condition.</summary>
    public void Forget(Predicate<Mark> which)
    {
        if (_marks.RemoveAll(which) > 0)
            Shrink();
    }

    /// <summary>Notes which marks the open alert has as evidence whose sessions received a notice of it.</summary>
    /// <param name="notified">Whether a mark is evidence.</param>
    /// <param name="isNew">Notices of earlier alerts do not count.</param>
    internal void Notify(Predicate<Mark> notified, bool isNew)
    {
        for (var i = 0; i < _marks.Count; i++)
            _marks[i] = _marks[i] with { Notified = notified(_marks[i]) || (_marks[i].Notified && !isNew) };
    }

    // Memory that a burst took is given back, because most memories live much longer than their largest size.
    private void Shrink()
    {
        if (_marks.Capacity > MinShrunk && _marks.Count < _marks.Capacity / 4)
            _marks.Capacity = _marks.Count * 2;
    }
}
