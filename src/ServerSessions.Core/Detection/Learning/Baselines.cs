using System.Collections.Frozen;

namespace ServerSessions.Detection;

/// <summary>
/// What was learned of this application from sessions that ended clean. Immutable and with a version: a rule receives it as an input, so the same events and the
/// same version give the same findings.
/// </summary>
internal sealed class Baselines
{
    public static readonly Baselines Empty = new();

    /// <summary>When it was learned, in Unix milliseconds; 0 for the empty one.</summary>
    public long Version { get; init; }

    /// <summary>Number of clean sessions that it was learned from.</summary>
    public int Sessions { get; init; }

    /// <summary>Days from the oldest of them to the newest.</summary>
    public double Days { get; init; }

    /// <summary>Networks in which three users or more were seen, as they are kept: keyed and cut.</summary>
    public FrozenSet<ulong> SharedNetworks { get; init; } = FrozenSet<ulong>.Empty;

    /// <summary>By step.</summary>
    public FrozenDictionary<string, ItemBaseline> Items { get; init; } = FrozenDictionary<string, ItemBaseline>.Empty;

    public SiteBaseline Site { get; init; } = SiteBaseline.Empty;

    public SequenceModel Sequences { get; init; } = SequenceModel.Empty;

    /// <summary>Whether it is based on enough sessions for learned rules to report findings.</summary>
    public bool IsReady => Sessions >= LearningLimits.MinSessions || (Days >= LearningLimits.MinDays && Sessions >= LearningLimits.MinSupport);

    public bool IsShared(ulong network) => SharedNetworks.Count > 0 && SharedNetworks.Contains(network);
}
