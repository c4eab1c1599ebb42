using System.Text.Json;
using ServerSessions.Model;

namespace ServerSessions.Reports.Export;

/// <summary>A session as a line of JSON: as in the list, with what led to it and the traits of its user, as the columns of CSV have them.</summary>
internal static class SessionLine
{
    public static void Write(Utf8JsonWriter json, SessionSummary summary, Journey journey)
    {
        json.WriteStartObject();
        foreach (var member in JsonSerializer.SerializeToElement(summary, ReportsJsonContext.Default.SessionSummary).EnumerateObject())
            member.WriteTo(json);
        if (journey.Country is { } country)
            json.WriteString("country"u8, country);
        if (journey.Referrer is { } referrer)
            json.WriteString("referrer"u8, referrer);
        json.WriteString("referrerClass"u8, ReferrerClasses.WordOf(journey.ReferrerClass));
        if (journey.Campaign is { } campaign)
        {
            json.WritePropertyName("campaign"u8);
            JsonSerializer.Serialize(json, campaign, ReportsJsonContext.Default.Campaign);
        }

        json.WriteStartObject("traits"u8);
        foreach (var (name, value) in journey.Traits)
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
