namespace ServerSessions;

/// <summary>When the findings about one session together open an incident. Rules in mode Observe do not count.</summary>
public sealed class IncidentOptions
{
    /// <summary>Points of risk within <see cref="Window"/> (Low 5, Medium 20, High 50, halved every 30 minutes); 80 by default.</summary>
    public int Points { get; set; } = 80;

    /// <summary>Or this many distinct rules within <see cref="Window"/>, worth knowing alone not counted; 4 by default.</summary>
    public int Rules { get; set; } = 4;

    /// <summary>How far back findings count; 4 hours by default.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(4);
}
