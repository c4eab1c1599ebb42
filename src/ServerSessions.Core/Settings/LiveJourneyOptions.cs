using ServerSessions.Model;

namespace ServerSessions;

/// <summary>Settings of what an application can read of a journey inside a request (<c>TrackedSession.GetJourneyAsync</c>).</summary>
public sealed class LiveJourneyOptions
{
    /// <summary>
    /// Whether workers keep a small document per person about earlier sessions: unfinished tasks, features used last, and where the person left. It is kept for
    /// visitors who allow personalisation: by user, on all devices, and for anonymous browsers that entered a flow. False by default.
    /// </summary>
    public bool RemembersPeople { get; set; }

    /// <summary>Time that such a document, and what it says, is kept after its last change; 30 days by default, 1 to 365 days.</summary>
    [AllowedRange("1.00:00:00", "365.00:00:00")]
    public TimeSpan Kept { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Maximum time that a request waits for storage when it asks for its journey; 100 ms by default, 5 ms to 5 s. After it, the journey is what this process has
    /// seen (<see cref="LiveJourney.IsPartial"/>), and for a second no request asks storage.
    /// </summary>
    [AllowedRange("00:00:00.005", "00:00:05")]
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Minimum number of people who took a step in the last 7 days, so that likely next steps are taken from their transitions; 20 by default, 5 to 1,000,000.
    /// Visitors without a sign-in count for at most four people of a network. With fewer, the most visited steps of the application stand in.
    /// </summary>
    [AllowedRange(5, 1_000_000)]
    public int MinimumSupport { get; set; } = 20;

    /// <summary>
    /// What the names of recorded events begin with that say which item of a catalogue was looked at, such as "product."
    /// (<c>TrackedSession.Record("product.stoneware-mug")</c>); none by default. Of these, <see cref="ILikelySteps.NextItems"/> has the next item, whatever pages come between.
    /// </summary>
    public IList<string> ItemEvents { get; } = [];
}
