using Microsoft.Extensions.Options;
using ServerSessions.Consents;

namespace ServerSessions.Capture.Consent;

/// <summary>What follows from decisions by the configured modes and lifetimes.</summary>
internal sealed class ConsentRules(IOptions<SessionTrackingOptions> options, TimeProvider time)
{
    /// <summary>The purposes that people can decide about, in the order in which they are shown.</summary>
    public static readonly TrackingPurposes[] Each = [TrackingPurposes.Analytics, TrackingPurposes.Personalization, TrackingPurposes.Recording];

    private readonly ConsentOptions _options = options.Value.Consent;
    private readonly uint _text = ConsentTexts.HashOf(options.Value.Consent.TextVersion);

    /// <summary>People decide about a purpose that is configured.</summary>
    public bool LetsDecide => Array.Exists(Each, purpose => _options.Asked.HasFlag(purpose) && ModeOf(purpose) != ConsentMode.NotRequired);

    public ConsentMode ModeOf(TrackingPurposes purpose) => _options.ModeOf(purpose);

    /// <summary>The decision of now that grants some purposes and refuses all others.</summary>
    public ConsentDecision Decide(TrackingPurposes granted) => ConsentDecision.Of(granted, Today, _text);

    /// <summary>An agreement ends with its lifetime and with the version of its text; a refusal does not.</summary>
    public ConsentDecision Valid(ConsentDecision decision) =>
        decision.Text == _text && Today - decision.Day < _options.ConsentLifetime.TotalDays ? decision : decision with { Granted = TrackingPurposes.None };

    /// <summary>The purposes that hold with a valid decision.</summary>
    public TrackingPurposes HeldBy(ConsentDecision valid)
    {
        var held = TrackingPurposes.Security;
        foreach (var purpose in Each)
            if (!valid.Refused.HasFlag(purpose) && (ModeOf(purpose) != ConsentMode.OptIn || valid.Granted.HasFlag(purpose)))
                held |= purpose;
        return held;
    }

    /// <summary>Those of some purposes that rest on an agreement.</summary>
    public TrackingPurposes Consented(TrackingPurposes purposes) =>
        Each.Where(purpose => ModeOf(purpose) == ConsentMode.OptIn).Aggregate(TrackingPurposes.None, (all, purpose) => all | (purpose & purposes));

    /// <summary>
    /// Whether a purpose needs an agreement and the person is to be asked: undecided, agreed too long ago or to another text, or refused six months ago. Recording
    /// alone does not ask unless the application has set its mode: it is a part of the question where there is one.
    /// </summary>
    public bool NeedsAnswer(ConsentDecision valid)
    {
        var isRefusalYoung = valid.Text == _text && Today - valid.Day < _options.RefusalLifetime.TotalDays;
        foreach (var purpose in Each)
            if (_options.Asked.HasFlag(purpose) && ModeOf(purpose) == ConsentMode.OptIn && !valid.Granted.HasFlag(purpose) && !(isRefusalYoung && valid.Refused.HasFlag(purpose)))
                return true;
        return false;
    }

    private int Today => ConsentTexts.DayOf(time.GetUtcNow());
}
