using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Settings of D9, impossible navigation.</summary>
public sealed class ImpossibleNavigationOptions
{
    /// <summary>How long the rule waits for events that are still on their way; 5 seconds by default.</summary>
    [AllowedRange("00:00:00", "00:05:00")]
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Minimum number of pages reached without their predecessor; 2 by default. One change of state is always enough.</summary>
    [AllowedRange(1, 32)]
    public int Pages { get; set; } = 2;
}
