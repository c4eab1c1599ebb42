namespace ServerSessions;

/// <summary>
/// What only the operator knows, for the page that <c>MapTransparency</c> maps; everything else on it follows from the settings that run. All texts are shown as
/// plain text, in the language in which they are written here.
/// </summary>
public sealed class TransparencyOptions
{
    /// <summary>Name and address of who is responsible; null (the default) is shown as not stated.</summary>
    public string? Controller { get; set; }

    /// <summary>How to reach the operator about privacy, such as an e-mail address; null (the default) is shown as not stated.</summary>
    public string? Contact { get; set; }

    /// <summary>How a person objects to a decision of a rule; null (the default) for the contact.</summary>
    public string? Objection { get; set; }

    /// <summary>Legal bases by purpose, such as "legitimate interest (Article 6(1)(f) GDPR)"; a purpose without one is shown as not stated. Empty by default.</summary>
    public IDictionary<TrackingPurposes, string> LegalBases { get; } = new Dictionary<TrackingPurposes, string>();

    /// <summary>Who sees the data besides the people with access to the admin pages. Empty by default.</summary>
    public IList<string> Recipients { get; } = [];

    /// <summary>What the data has been used to improve: releases and experiments that the operator marks. Empty by default.</summary>
    public IList<DataUse> Improvements { get; } = [];
}
