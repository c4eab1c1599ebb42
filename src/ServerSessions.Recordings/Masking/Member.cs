using System.Text.Json;

namespace ServerSessions.Recordings.Masking;

/// <summary>Reads members of what a browser sent: any of them can be missing or of another type.</summary>
internal static class Member
{
    private const int MaxId = 10_000_000;
    private const double MaxNumber = 1e13;

    /// <summary>The text; null when there is none.</summary>
    public static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A finite number of a size that times and places have.</summary>
    public static bool TryNumber(JsonElement of, string name, out double number)
    {
        number = 0;
        return of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && TryNumber(value, out number);
    }

    public static bool TryNumber(JsonElement value, out double number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out number) && Math.Abs(number) <= MaxNumber;
    }

    /// <summary>The id of a node: a whole number, or -1 for what has none.</summary>
    public static bool TryId(JsonElement of, string name, out int id)
    {
        id = 0;
        return of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out id) && id is >= -1 and <= MaxId;
    }
}
