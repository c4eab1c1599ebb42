namespace ServerSessions;

/// <summary>What a source knows about an address. Only the country and the degree of the position are ever kept.</summary>
public readonly record struct GeoPlace
{
    /// <summary>ISO 3166-1 alpha-2, "DE"; null when it is not known.</summary>
    public string? Country { get; init; }

    /// <summary>Degrees north, −90 to 90; null when it is not known.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, −180 to 180; null when it is not known.</summary>
    public double? Longitude { get; init; }

    /// <summary>How far from there the address may be, kilometres; null when the source does not say. Beyond 200 km the position is not used.</summary>
    public int? AccuracyKilometres { get; init; }

    /// <summary>What the network is known for.</summary>
    public GeoTraits Traits { get; init; }
}
