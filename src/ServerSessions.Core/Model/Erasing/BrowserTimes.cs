using System.Runtime.InteropServices;

namespace ServerSessions.Model.Erasing;

/// <summary>When a person used which browser, by the person's sessions. What a browser did at any other time may be another person's.</summary>
internal sealed class BrowserTimes
{
    private readonly Dictionary<Pseudonym, List<(DateTimeOffset From, DateTimeOffset Start, DateTimeOffset Until)>> _times = [];

    /// <summary>Adds a session of the person.</summary>
    /// <param name="session">The session.</param>
    /// <param name="idle">
    /// Time after which a session ends by itself. For as long, the browser was the person's before a session that follows no other: the first decision about
    /// consent can come before the first recorded request. After the last request it is no one's: the next one may be another user's and not be processed yet.
    /// </param>
    public void Add(Journey session, TimeSpan idle)
    {
        ref var times = ref CollectionsMarshal.GetValueRefOrAddDefault(_times, session.Key, out _);
        (times ??= []).Add((session.Previous is null ? session.Start - idle : session.Start, session.Start, session.End));
    }

    /// <summary>Whether the browser was the person's at that time.</summary>
    public bool Have(Pseudonym browser, DateTimeOffset at) => _times.TryGetValue(browser, out var times) && times.Exists(t => at >= t.From && at <= t.Until);

    /// <summary>Whether a session of the person in the browser was under way at any time between these.</summary>
    public bool Meet(Pseudonym browser, DateTimeOffset from, DateTimeOffset until) => _times.TryGetValue(browser, out var times) && times.Exists(t => from <= t.Until && until >= t.Start);
}
