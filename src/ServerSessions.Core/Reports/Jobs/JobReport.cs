using System.Text.Json.Serialization;

namespace ServerSessions.Reports;

/// <summary>Long work that a person has asked for, and how far it is. Every process can show it and cancel it.</summary>
public abstract record JobReport
{
    private protected JobReport()
    {
    }

    /// <summary>Id of the job.</summary>
    public required string Id { get; init; }

    /// <summary>State of the job. A job without a sign of life for a minute is <see cref="JobState.Failed"/>.</summary>
    public required JobState State { get; init; }

    /// <summary>Time at which it was asked for (UTC).</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Name of the person who asked for it; null when unknown.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>Time at which the work began (UTC); null while it waits.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Time at which the job ended (UTC); null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Time of the last sign of life of the process that has the job (UTC).</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>Number of pieces that are done.</summary>
    public long Progress { get; init; }

    /// <summary>Number of pieces that are known so far; 0 when it is not known.</summary>
    public long Total { get; init; }

    /// <summary>Whether a person has cancelled the job. One that runs ends within seconds.</summary>
    public bool IsCancelRequested { get; init; }

    /// <summary>Why there is no result, in a sentence; null for none.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether the job waits or runs.</summary>
    [JsonIgnore]
    public bool IsOpen => State is JobState.Waiting or JobState.Running;
}
