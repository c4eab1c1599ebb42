using ServerSessions.Model;

namespace ServerSessions;

/// <summary>Settings of recordings of sessions.</summary>
public sealed class SessionRecordingOptions
{
    /// <summary>Maximum of <see cref="MaxBytesPerMinute"/> and <see cref="MaxBytesPerSession"/>.</summary>
    internal const int MaxBytes = 64 << 20;

    private const int MinBytes = 65_536;
    private const long MaxQuota = 1L << 50;

    /// <summary>
    /// The folder for encrypted recordings; null by default, and required unless the application registers an <see cref="IRecordingStore"/> of its own. A relative path is
    /// below the content root. Keep it outside of what the application serves.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>
    /// Whether every node of the application reaches the folder, such as a network share; false by default. With a storage that several nodes share (Redis), the
    /// application does not start without it.
    /// </summary>
    public bool FolderIsShared { get; set; }

    /// <summary>Share of browsers with consent that are recorded, 0 to 1; 0.15 by default. It is decided anew once a day, counted from the first visit of a browser.</summary>
    [AllowedRange(0.0, 1.0)]
    public double SampleRate { get; set; } = 0.15;

    /// <summary>Maximum duration of a recording; 5 minutes by default, 10 seconds to 30 minutes.</summary>
    [AllowedRange("00:00:10", "00:30:00")]
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Maximum number of bytes that a browser sends in a minute, before compression; 2,000,000 by default, 65,536 to 67,108,864. Above it, the recording ends.</summary>
    [AllowedRange(MinBytes, MaxBytes)]
    public int MaxBytesPerMinute { get; set; } = 2_000_000;

    /// <summary>Maximum number of bytes that a browser sends for a recording, before compression; 8,000,000 by default, 65,536 to 67,108,864. Above it, the recording ends.</summary>
    [AllowedRange(MinBytes, MaxBytes)]
    public int MaxBytesPerSession { get; set; } = 8_000_000;

    /// <summary>Maximum number of bytes of all stored recordings, compressed; 1,073,741,824 (1 GiB) by default, 65,536 to 1,125,899,906,842,624 (1 PiB). Above it, the oldest recordings are deleted.</summary>
    [AllowedRange(MinBytes, MaxQuota)]
    public long Quota { get; set; } = 1L << 30;

    /// <summary>Time for which a recording is kept; 7 days by default, 1 hour to 90 days.</summary>
    [AllowedRange("01:00:00", "90.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);
}
