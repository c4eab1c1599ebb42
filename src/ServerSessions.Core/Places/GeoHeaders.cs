namespace ServerSessions;

/// <summary>
/// Names of the headers in which a content delivery network sends the place of a visitor. Use them only where every request comes through that network: a
/// client that bypasses it can forge these headers.
/// </summary>
/// <param name="Country">The header with the two letters of the country.</param>
/// <param name="Latitude">The header with the latitude in degrees; null when there is none.</param>
/// <param name="Longitude">The header with the longitude in degrees; null when there is none.</param>
public sealed record GeoHeaders(string Country, string? Latitude = null, string? Longitude = null)
{
    /// <summary>Cloudflare: CF-IPCountry, and with the managed transform "Add visitor location headers" cf-iplatitude and cf-iplongitude.</summary>
    public static GeoHeaders Cloudflare { get; } = new("CF-IPCountry", "CF-IPLatitude", "CF-IPLongitude");

    /// <summary>Amazon CloudFront: CloudFront-Viewer-Country, -Latitude and -Longitude.</summary>
    public static GeoHeaders CloudFront { get; } = new("CloudFront-Viewer-Country", "CloudFront-Viewer-Latitude", "CloudFront-Viewer-Longitude");
}
