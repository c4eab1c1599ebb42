using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using System.Xml.XPath;
using ServerSessions.Hosting.Configuration;
using ServerSessions.Model;

namespace ServerSessions.Tests.Hosting.Configuration;

/// <summary>Makes the JSON schema of the section <c>ServerSessions</c> of the settings and of what their docstrings say.</summary>
internal sealed class SettingsSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private readonly Dictionary<string, XElement> _docs = new[] { typeof(SessionProcessingOptions), typeof(SessionTrackingOptions), typeof(RedisStorageOptions), typeof(SessionRecordingOptions) }
        .SelectMany(t => XDocument.Load(Path.ChangeExtension(t.Assembly.Location, ".xml")).XPathSelectElements("//member"))
        .DistinctBy(m => m.Attribute("name")!.Value) // generated validators have the same names in two assemblies
        .ToDictionary(m => m.Attribute("name")!.Value, StringComparer.Ordinal);

    public string Write()
    {
        var section = Object(typeof(SessionTrackingOptions), "Settings of ServerSessions.");
        var properties = section["properties"]!.AsObject();
        properties[ConfiguredSettings.Webhooks] = Object(typeof(WebhookOptions), "Delivery of alerts.");
        properties[ConfiguredSettings.Recordings] = Object(typeof(SessionRecordingOptions), "Recordings of sessions.");
        properties[ConfiguredSettings.Redis] = Object(typeof(RedisStorageOptions), "The storage on Redis.");
        var root = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { [ConfiguredSettings.Section] = section } };
        return root.ToJsonString(Indented) + "\n";
    }

    private JsonObject Object(Type type, string? description)
    {
        var properties = new JsonObject();
        foreach (var (name, property) in ConfigurationChecks.Members(type))
            properties[name] = Ranged(Value(property.PropertyType, Summary(property)), property);
        var schema = Described("object", description);
        schema["properties"] = properties;
        schema["additionalProperties"] = false;
        if (ConfigurationChecks.Required(type).ToArray() is { Length: > 0 } required)
            schema["required"] = new JsonArray([.. required.Select(r => JsonValue.Create(r))]);
        return schema;
    }

    private JsonObject Value(Type given, string? description)
    {
        var type = ConfigurationChecks.Plain(given);
        if (type == typeof(bool))
            return Described("boolean", description);
        if (type == typeof(int) || type == typeof(long))
            return Described("integer", description);
        if (type == typeof(double))
            return Described("number", description);
        if (type.IsEnum && type.GetCustomAttribute<FlagsAttribute>() is null)
        {
            var single = Described("string", description);
            single["enum"] = new JsonArray([.. Enum.GetNames(type).Select(n => JsonValue.Create(n))]);
            return single;
        }

        if (ConfigurationChecks.IsSimple(type))
            return Described("string", description);
        if (ConfigurationChecks.Element(type) is not { } element)
            return Object(type, description);
        var list = Described(ConfigurationChecks.IsByName(type) ? "object" : "array", description);
        list[ConfigurationChecks.IsByName(type) ? "additionalProperties" : "items"] = Value(element, null);
        return list;
    }

    // A duration is a string, and a schema has no range for strings: its summary says it.
    private static JsonObject Ranged(JsonObject schema, PropertyInfo property)
    {
        if (property.GetCustomAttribute<AllowedRangeAttribute>() is { Minimum: double min, Maximum: double max } range)
        {
            schema[range.IsExclusive ? "exclusiveMinimum" : "minimum"] = min;
            schema[range.IsExclusive ? "exclusiveMaximum" : "maximum"] = max;
        }

        return schema;
    }

    private static JsonObject Described(string kind, string? description)
    {
        var schema = new JsonObject { ["type"] = kind };
        if (description is not null)
            schema["description"] = description;
        return schema;
    }

    private string? Summary(PropertyInfo property)
    {
        var type = property.DeclaringType!.FullName;
        if (_docs.TryGetValue($"P:{type}.{property.Name}", out var member) && member.Element("summary") is { } summary)
            return Text(summary);
        return _docs.TryGetValue($"T:{type}", out var record) && record.Elements("param").FirstOrDefault(p => p.Attribute("name")!.Value == property.Name) is { } parameter ? Text(parameter) : null;
    }

    private static string Text(XElement element)
    {
        foreach (var reference in element.Descendants("see").ToList())
            reference.ReplaceWith((reference.Attribute("cref") ?? reference.Attribute("langword"))!.Value.Split('(')[0].Split('.')[^1]);
        return string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
