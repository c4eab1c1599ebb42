using ServerSessions.Model.Browser;

namespace ServerSessions.Journeys.Browser;

/// <summary>
/// Places that were clicked and fields that were used in one view. They are counted into figures when the session closes, and <see cref="PlaceBudget"/> bounds what the journey keeps of them.
/// </summary>
internal sealed class ViewDetails
{
    /// <summary>Maximum number of places, and of fields, of a view; further ones are not kept.</summary>
    public const int MaxItems = 32;

    private const int MaxCount = 10_000;
    private const long MaxTime = 86_400_000;

    private readonly List<(BrowserClick Click, int Count)> _clicks = [];
    private readonly List<BrowserField> _fields = [];

    public IReadOnlyList<(BrowserClick Click, int Count)> Clicks => _clicks;

    /// <summary>Fields, the one touched last at the end.</summary>
    public IReadOnlyList<BrowserField> Fields => _fields;

    public void Add(BrowserClick click, int count = 1)
    {
        var at = _clicks.FindIndex(c => c.Click == click);
        if (at >= 0)
            _clicks[at] = (click, Math.Min(MaxCount, _clicks[at].Count + count));
        else if (_clicks.Count < MaxItems)
            _clicks.Add((click, Math.Min(MaxCount, count)));
    }

    public void Add(BrowserField field)
    {
        var at = _fields.FindIndex(f => f.Name == field.Name);
        if (at < 0 && _fields.Count == MaxItems)
            return;
        var before = at < 0 ? new BrowserField(field.Name, 0, 0, 0, 0) : _fields[at];
        if (at >= 0)
            _fields.RemoveAt(at);
        _fields.Add(new BrowserField(
            field.Name, Sum(before.Focuses, field.Focuses), Sum(before.Changes, field.Changes), Sum(before.Errors, field.Errors),
            (int)Math.Min(MaxTime, (long)before.Milliseconds + field.Milliseconds)));
    }

    private static int Sum(int one, int other) => (int)Math.Min(MaxCount, (long)one + other);
}
