using System.Globalization;
using System.Net;

namespace ServerSessions.Cli.Replay;

/// <summary>Looks whether the file of <c>--geo</c> is one: no rule uses places yet, but a wrong file should be told at once.</summary>
internal static class GeoCheck
{
    private const int MetadataReach = 128 * 1024; // MaxMind DB 2.0: the metadata is in the last 128 KiB
    private const int Columns = 4;

    private static readonly byte[] Marker = [0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8];

    /// <exception cref="FormatException">It is not such a file; the message says what was found.</exception>
    public static void Check(string file)
    {
        if (file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            CheckCsv(file);
        else
            CheckMmdb(file);
    }

    private static void CheckMmdb(string file)
    {
        using var stream = File.OpenRead(file);
        stream.Seek(Math.Max(0, stream.Length - MetadataReach), SeekOrigin.Begin);
        var end = new byte[Math.Min(stream.Length, MetadataReach)];
        stream.ReadExactly(end);
        if (end.AsSpan().LastIndexOf(Marker) < 0)
            throw new FormatException($"The geo file '{file}' has no MaxMind metadata in its last 128 KiB: it is no MMDB file, or it was cut off.");
    }

    private static void CheckCsv(string file)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#') || (number == 1 && line.StartsWith("ip,", StringComparison.OrdinalIgnoreCase)))
                continue;
            if (!IsPlace(line.Split(',')))
                throw new FormatException($"The geo file '{file}', line {number}: expected ip,country,lat,lon, as in 192.0.2.1,DE,52.5,13.4.");
        }
    }

    private static bool IsPlace(string[] cells) =>
        cells.Length == Columns
        && IPAddress.TryParse(cells[0].Trim(), out _)
        && cells[1].Trim() is { Length: 2 } country && country.All(char.IsAsciiLetter)
        && IsDegree(cells[2], 90) && IsDegree(cells[3], 180);

    private static bool IsDegree(string cell, double most) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var degree) && Math.Abs(degree) <= most;
}
