using System.Globalization;

namespace ServerSessions.Model;

/// <summary>
/// Where a request came from, as much of it as is kept: the country, the degree of latitude and longitude, and whether the network is
/// a known relay. The default says that nothing is known.
/// </summary>
/// <param name="Value">Bits 0–9 the country, 10–26 the cell + 1, 27 the relay.</param>
internal readonly record struct PlaceCode(uint Value)
{
    private const int CellShift = 10;
    private const uint CountryMask = (1 << CellShift) - 1;
    private const int Latitudes = 180;
    private const int Longitudes = 360;
    private const uint CellMask = (1 << 17) - 1;
    private const uint RelayBit = 1 << 27;
    private const double EarthRadius = 6371.0088; // km, the mean radius

    public bool IsNone => Value == 0;

    public int CountryNumber => (int)(Value & CountryMask);

    public string? Country => CountryCode.Text(CountryNumber);

    public bool HasCell => Cell >= 0;

    public bool IsRelay => (Value & RelayBit) != 0;

    private int Cell => (int)((Value >> CellShift) & CellMask) - 1;

    private double Latitude => (Cell / Longitudes) - 90 + 0.5;

    private double Longitude => (Cell % Longitudes) - 180 + 0.5;

    public static PlaceCode Of(int country, double? latitude, double? longitude, bool isRelay)
    {
        var cell = latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180
            ? ((uint)Math.Min((int)Math.Floor(latitude.Value) + 90, Latitudes - 1) * Longitudes)
                + (uint)Math.Min((int)Math.Floor(longitude.Value) + 180, Longitudes - 1) + 1
            : 0;
        return new PlaceCode((uint)country | (cell << CellShift) | (isRelay ? RelayBit : 0));
    }

    /// <summary>Takes what was stored; bits that mean nothing here are left out.</summary>
    public static PlaceCode Read(ulong stored)
    {
        var value = (uint)stored & (CountryMask | (CellMask << CellShift) | RelayBit);
        var code = new PlaceCode(value);
        return code.CountryNumber <= CountryCode.MaxCode && code.Cell < Latitudes * Longitudes ? code : default;
    }

    /// <summary>Kilometres from one cell's middle to the other's, along the great circle; null where a cell is not known.</summary>
    public double? DistanceTo(PlaceCode other)
    {
        if (!HasCell || !other.HasCell)
            return null;
        var (lat1, lat2) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var half = Math.Pow(Math.Sin((lat2 - lat1) / 2), 2)
            + (Math.Cos(lat1) * Math.Cos(lat2) * Math.Pow(Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2), 2));
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }

    /// <summary>"DE, around 52° N 13° E", what a person should read.</summary>
    public override string ToString()
    {
        var country = Country ?? "an unknown country";
        if (!HasCell)
            return country;
        var (lat, lon) = ((int)Math.Floor(Latitude), (int)Math.Floor(Longitude));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{country}, around {(lat < 0 ? -lat : lat)}° {(lat < 0 ? 'S' : 'N')} {(lon < 0 ? -lon : lon)}° {(lon < 0 ? 'W' : 'E')}");
    }
}
