namespace ServerSessions.Model;

/// <summary>The campaign of a request as properties of its event.</summary>
internal static class CampaignFacts
{
    private const string Source = "session.campaign.source";
    private const string Medium = "session.campaign.medium";
    private const string Name = "session.campaign.name";

    public static IEnumerable<KeyValuePair<string, string>> Write(Campaign? campaign)
    {
        if (campaign?.Source is { } source)
            yield return KeyValuePair.Create(Source, source);
        if (campaign?.Medium is { } medium)
            yield return KeyValuePair.Create(Medium, medium);
        if (campaign?.Name is { } name)
            yield return KeyValuePair.Create(Name, name);
    }

    /// <summary>The campaign in the properties of a request; null when there is none.</summary>
    public static Campaign? Read(KeyValuePair<string, string>[]? properties)
    {
        if (properties is null)
            return null;
        string? source = null, medium = null, name = null;
        foreach (var (key, value) in properties)
            switch (key)
            {
                case Source:
                    source = value;
                    break;
                case Medium:
                    medium = value;
                    break;
                case Name:
                    name = value;
                    break;
            }

        return source is null && medium is null && name is null ? null : new Campaign(source, medium, name);
    }
}
