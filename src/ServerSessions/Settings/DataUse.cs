namespace ServerSessions;

/// <summary>Something that the data has been used to improve.</summary>
public sealed class DataUse
{
    /// <summary>The release or experiment, such as "2026.11" or "checkout-button".</summary>
    public required string Name { get; set; }

    /// <summary>What became better for people, in a sentence.</summary>
    public required string What { get; set; }

    /// <summary>Since when; null (the default) to leave it out.</summary>
    public DateTimeOffset? Since { get; set; }
}
