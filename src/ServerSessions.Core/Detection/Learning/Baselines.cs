using System.Collections.Frozen;

namespace ServerSessions.Detection;

/// <summary>
/// What was learnt of this application from sessions that ended clean. Immutable and with a version: a rule gets it as an input, so
/// the same events and the same version give the same findings.
/// </summary>
internal sealed class Baselines
{
    public static readonly Baselines Empty = new();

    /// <summary>When it was learnt, Unix milliseconds; 0 for the empty one.</summary>
    public long Version { get; init; }

    /// <summary>Clean sessions that it was learnt from.</summary>
    public int Sessions { get; init; }

    /// <summary>Days from the oldest of them to the newest.</summary>
    public double Days { get; init; }

    /// <summary>Networks in which three users or more were seen, as they are kept: keyed and cut.</summary>
    public FrozenSet<ulong> SharedNetworks { get; init; } = FrozenSet<ulong>.Empty;

    /// <summary>By step.</summary>
    public FrozenDictionary<string, ItemBaseline> Items { get; init; } = FrozenDictionary<string, ItemBaseline>.Empty;

    public SiteBaseline Site { get; init; } = SiteBaseline.Empty;

    public SequenceModel Sequences { get; init; } = SequenceModel.Empty;

    /// <summary>Whether enough was seen for learnt rules to speak.</summary>
    public bool IsReady => Sessions >= LearningLimits.LeastSessions || (Days >= LearningLimits.LeastDays && Sessions >= LearningLimits.LeastSupport);

    public bool IsShared(ulong network) => SharedNetworks.Count > 0 && SharedNetworks.Contains(network);
}
