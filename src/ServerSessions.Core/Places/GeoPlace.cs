namespace ServerSessions;

/// <summary>The place of an address. Only the country and the degree of the position are stored.</summary>
public readonly record struct GeoPlace
{
    /// <summary>Country (ISO 3166-1 alpha-2, "DE"); null when unknown.</summary>
    public string? Country { get; init; }

    /// <summary>Latitude in degrees, −90 to 90; null when unknown.</summary>
    public double? Latitude { get; init; }

    /// <summary>Longitude in degrees, −180 to 180; null when unknown.</summary>
    public double? Longitude { get; init; }

    /// <summary>Accuracy of the position, in kilometres; null when unknown. Above 200 km the position is not used.</summary>
    public int? AccuracyKilometres { get; init; }

    /// <summary>Traits of the network.</summary>
    public GeoTraits Traits { get; init; }
}
