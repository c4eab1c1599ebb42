using ServerSessions.Model;

namespace ServerSessions;

/// <summary>
/// Which parameters of a link say what campaign it belongs to. They are read from requests whose query contains them, and kept of a session's first request.
/// Values are cut to 64 characters and lower-cased. A value that contains "@" is kept as "(other)", because it may be an address.
/// </summary>
public sealed class CampaignOptions
{
    /// <summary>Parameter with the source; "utm_source" by default, null for none.</summary>
    public string? SourceParameter { get; set; } = "utm_source";

    /// <summary>Parameter with the medium; "utm_medium" by default, null for none.</summary>
    public string? MediumParameter { get; set; } = "utm_medium";

    /// <summary>Parameter with the name of the campaign; "utm_campaign" by default, null for none.</summary>
    public string? NameParameter { get; set; } = "utm_campaign";

    /// <summary>
    /// Sources, media and names of the application's own campaigns, which are always kept whatever <see cref="MaxOtherValues"/> says. Anyone can write a link, so
    /// declare here what must not be crowded out. Empty by default.
    /// </summary>
    public ISet<string> Values { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Maximum number of distinct values, not among <see cref="Values"/>, that each parameter keeps in a day (UTC) in this process; further ones are "(other)", and
    /// counted by <c>serversessions.campaigns.other</c>. 200 by default, 0 to 10,000; 0 keeps <see cref="Values"/> only.
    /// </summary>
    [AllowedRange(0, 10_000)]
    public int MaxOtherValues { get; set; } = 200;
}
