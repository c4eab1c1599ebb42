using ServerSessions.Model;

namespace ServerSessions;

/// <summary>
/// Which purposes need a person's consent, and how their decisions are kept. <see cref="TrackingPurposes.Security"/> needs none. A browser that sends
/// <c>Sec-GPC: 1</c> or <c>DNT: 1</c> has refused every other purpose and is not asked. docs/consent.md has the details.
/// </summary>
public sealed class ConsentOptions
{
    /// <summary>Whether <see cref="TrackingPurposes.Analytics"/>, and with it the cookie, needs consent; NotRequired by default.</summary>
    public ConsentMode Analytics { get; set; } = ConsentMode.NotRequired;

    /// <summary>Whether <see cref="TrackingPurposes.Personalization"/> needs consent; NotRequired by default.</summary>
    public ConsentMode Personalization { get; set; } = ConsentMode.NotRequired;

    /// <summary>
    /// Whether <see cref="TrackingPurposes.Recording"/> needs consent; null (the default) is OptIn, and no visitor is asked for it alone, because nothing records in the
    /// browser without <c>AddSessionRecording</c>, which sets it to OptIn. Where it is set, <see cref="TrackedSession.ConsentNeeded"/> holds also where nothing else needs
    /// consent.
    /// </summary>
    public ConsentMode? Recording { get; set; }

    /// <summary>
    /// Version of the text that people are shown when they decide, 1 to 32 characters; "1" by default. Change it when the purposes or what they mean change: an
    /// agreement to an earlier version holds no longer, a refusal still holds, and both are asked again.
    /// </summary>
    public string TextVersion { get; set; } = "1";

    /// <summary>Time for which a person who refused is not asked again; 184 days (six months) by default, 1 to 400 days. The refusal itself holds for 400 days.</summary>
    [AllowedRange("1.00:00:00", "400.00:00:00")]
    public TimeSpan RefusalLifetime { get; set; } = TimeSpan.FromDays(184);

    /// <summary>Time for which an agreement holds, after which the person is asked again; 184 days (six months) by default, 1 to 400 days.</summary>
    [AllowedRange("1.00:00:00", "400.00:00:00")]
    public TimeSpan ConsentLifetime { get; set; } = TimeSpan.FromDays(184);

    /// <summary>Time for which the proof of a person's newest decision is kept; 400 days by default, 184 days to 10 years.</summary>
    [AllowedRange("184.00:00:00", "3653.00:00:00")]
    public TimeSpan ProofRetention { get; set; } = TimeSpan.FromDays(400);

    /// <summary>
    /// Maximum number of browsers of one network (IPv4 /24, IPv6 /48) whose first proof this process keeps in a day, 16 to 1,000,000; 2,000 by default. Above it, no proof is
    /// kept for sources (network and user agent) with more than a sixteenth of it; above four times as many, for no browser of the network. The decision holds all the same.
    /// </summary>
    [AllowedRange(16, 1_000_000)]
    public int ProofsPerNetwork { get; set; } = 2_000;

    /// <summary>
    /// Maximum number of browsers and users with proofs, all partitions together, 1,024 to 100,000,000; 1,000,000 by default, some 300 bytes each. Above it, no further browser
    /// without a sign-in gets its first proof. The in-process storage keeps at most 7,500 in a partition.
    /// </summary>
    [AllowedRange(1_024, 100_000_000)]
    public int MaxProofs { get; set; } = 1_000_000;

    /// <summary>
    /// Whether <c>UseSessionTracking</c> gives requests an <see cref="Microsoft.AspNetCore.Http.Features.ITrackingConsentFeature"/> with these decisions, for code and
    /// views that ask the framework; false by default. Leave it false with <c>UseCookiePolicy</c>, which has a feature of its own.
    /// </summary>
    public bool ServesTrackingConsentFeature { get; set; }

    /// <summary>The day that <c>/.well-known/gpc.json</c> names as its last update; null (the default) to leave it out.</summary>
    public DateTimeOffset? GlobalPrivacyControlUpdated { get; set; }

    /// <summary>The purposes for which visitors are asked where they need consent.</summary>
    internal TrackingPurposes Asked => TrackingPurposes.Analytics | TrackingPurposes.Personalization | (Recording is null ? TrackingPurposes.None : TrackingPurposes.Recording);

    internal ConsentMode ModeOf(TrackingPurposes purpose) => purpose switch
    {
        TrackingPurposes.Analytics => Analytics,
        TrackingPurposes.Personalization => Personalization,
        TrackingPurposes.Recording => Recording ?? ConsentMode.OptIn,
        _ => ConsentMode.NotRequired,
    };
}
