using System.Text.Json;
using ServerSessions.Chaos.Running;

namespace ServerSessions.Chaos.Children;

/// <summary>What a child process is to do; it comes as JSON on its command line.</summary>
internal sealed record ChildSettings
{
    public required ChildRole Role { get; init; }

    /// <summary>"worker-3"; journal and log are named after it.</summary>
    public required string Name { get; init; }

    /// <summary>Where journals and logs are written.</summary>
    public required string Folder { get; init; }

    /// <summary>The connection string.</summary>
    public required string Configuration { get; init; }

    /// <summary>What the keys begin with; two runs on one server have two.</summary>
    public string Prefix { get; init; } = "ss";

    public int Partitions { get; init; } = 16;

    public int Seed { get; init; }

    /// <summary>Number of a producer, never given twice in a run: half of its sessions' keys.</summary>
    public int Number { get; init; }

    /// <summary>Events a second that a producer makes.</summary>
    public int Rate { get; init; }

    /// <summary>Sessions that a producer walks at a time.</summary>
    public int Sessions { get; init; } = 64;

    public int EventsPerSession { get; init; } = 25;

    /// <summary>After how many events a producer stops making them; 0 when it goes on.</summary>
    public long Events { get; init; }

    public int QueueCapacity { get; init; } = 65_536;

    /// <summary>Where the receivers of webhooks listen; null where no alert is delivered.</summary>
    public string? Receivers { get; init; }

    /// <summary>When time began to go faster, and how many times.</summary>
    public DateTimeOffset Began { get; init; }

    public int Times { get; init; } = 1;

    /// <summary>Whether a rule raises an alert about every user, so that there are alerts to erase.</summary>
    public bool NotesPeople { get; init; }

    public Sabotage Sabotage { get; init; }

    public string JournalPath => Path.Combine(Folder, $"{Name}.journal");

    public string LogPath => Path.Combine(Folder, $"{Name}.log");

    public string ToJson() => JsonSerializer.Serialize(this);

    public static ChildSettings Parse(string json) => JsonSerializer.Deserialize<ChildSettings>(json)!;
}
