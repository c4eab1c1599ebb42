using ServerSessions.Model;

namespace ServerSessions;

/// <summary>
/// The weekly digest: figures of the last seven days against the seven before, the three clearest changes with what changed with them, and links. It is sent once over all
/// nodes, through the same delivery as alerts, and shows nothing that fewer than five people are behind.
/// </summary>
public sealed class DigestOptions
{
    /// <summary>Ids of the webhooks that receive it, configured or added while running. Empty (the default): there is no digest.</summary>
    public IList<string> Webhooks { get; } = [];

    /// <summary>Day of the week on which it is sent, in the options' time zone; Monday by default. The week ends when this day begins.</summary>
    public DayOfWeek Day { get; set; } = DayOfWeek.Monday;

    /// <summary>Hour of that day at which it is sent; 8 by default, 0 to 23. In the first hours, sessions of the night before can still be open and are missing.</summary>
    [AllowedRange(0, 23)]
    public int Hour { get; set; } = 8;
}
