using System.Globalization;
using System.Net;
using System.Text;
using ServerSessions.Cli.Logs.Fields;
using ServerSessions.Places;

namespace ServerSessions.Cli.Replay;

/// <summary>Reads the file of <c>--geo</c>.</summary>
internal static class GeoFile
{
    private const int Columns = 4;

    /// <exception cref="FormatException">It is not such a file; the message says what was found.</exception>
    public static IGeoLocator Open(string file)
    {
        if (file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            return new GeoTable(Read(file));
        try
        {
            return DatabaseLocator.Read(file);
        }
        catch (InvalidDataException exception)
        {
            throw new FormatException($"The geo file '{file}' cannot be used. {exception.Message}", exception);
        }
    }

    private static Dictionary<IPAddress, GeoPlace> Read(string file)
    {
        var places = new Dictionary<IPAddress, GeoPlace>();
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#') || (number == 1 && line.StartsWith("ip,", StringComparison.OrdinalIgnoreCase)))
                continue;
            var cells = line.Split(',');
            if (cells.Length != Columns || AddressText.Client(Encoding.UTF8.GetBytes(cells[0])) is not { } address
                || cells[1].Trim() is not { Length: 2 } country || !country.All(char.IsAsciiLetter)
                || Degree(cells[2], 90) is not { } latitude || Degree(cells[3], 180) is not { } longitude)
                throw new FormatException($"The geo file '{file}', line {number}: expected ip,country,lat,lon, as in 192.0.2.1,DE,52.5,13.4.");
            places[address] = new GeoPlace { Country = country, Latitude = latitude, Longitude = longitude };
        }

        return places;
    }

    private static double? Degree(string cell, double max) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var degree) && Math.Abs(degree) <= max ? degree : null;
}
