using System.Globalization;
using System.Text.Json;

namespace ServerSessions.Recordings.Masking;

/// <summary>Writes the attributes of an element that a recording may have.</summary>
internal static class AttributeMasker
{
    /// <param name="to">Where they are written, inside an object.</param>
    /// <param name="attributes">The attributes as the browser sent them.</param>
    /// <param name="tag">Name of the element; null where only a change of it is known.</param>
    public static void Write(Utf8JsonWriter to, JsonElement attributes, string? tag)
    {
        if (attributes.ValueKind != JsonValueKind.Object)
            return;
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attribute in attributes.EnumerateObject())
            if (!written.Contains(attribute.Name) && WriteOne(to, attribute.Name, attribute.Value, tag))
                written.Add(attribute.Name);
    }

    private static bool WriteOne(Utf8JsonWriter to, string name, JsonElement value, string? tag)
    {
        switch (value.ValueKind)
        {
            // Taken away; of an attribute that a recording does not have, there is nothing to take.
            case JsonValueKind.Null when AttributeRules.Every.Contains(name):
                to.WriteNull(name);
                return true;
            case JsonValueKind.True when AttributeRules.ValueOf(tag, name, "") is not null:
                to.WriteBoolean(name, true);
                return true;
            case JsonValueKind.Number when Member.TryNumber(value, out var number) && AttributeRules.ValueOf(tag, name, number.ToString(CultureInfo.InvariantCulture)) is not null:
                to.WriteNumber(name, number);
                return true;
            case JsonValueKind.String when AttributeRules.ValueOf(tag, name, value.GetString()!) is { } text:
                to.WriteString(name, text);
                return true;
            case JsonValueKind.Object when name == AttributeRules.Style:
                WriteStyle(to, value);
                return true;
            default:
                return false;
        }
    }

    // A change of single properties: a value, a value with its priority, or false for one that was taken away.
    private static void WriteStyle(Utf8JsonWriter to, JsonElement style)
    {
        to.WriteStartObject(AttributeRules.Style);
        foreach (var property in style.EnumerateObject())
            if (!IsName(property.Name))
                continue;
            else if (property.Value.ValueKind == JsonValueKind.False)
                to.WriteBoolean(property.Name, false);
            else if (property.Value.ValueKind == JsonValueKind.String)
                to.WriteString(property.Name, CssFilter.Value(property.Name, property.Value.GetString()!));
            else if (property.Value is { ValueKind: JsonValueKind.Array } pair && pair.GetArrayLength() == 2 && pair[0].ValueKind == JsonValueKind.String)
            {
                to.WriteStartArray(property.Name);
                to.WriteStringValue(CssFilter.Value(property.Name, pair[0].GetString()!));
                to.WriteStringValue("important");
                to.WriteEndArray();
            }

        to.WriteEndObject();
    }

    internal static bool IsName(string property) => property.Length is > 0 and <= 64 && property.All(c => char.IsAsciiLetter(c) || c == '-');
}
