using System.Text;
using System.Text.Json;

namespace ServerSessions.Cli.Logs.Json;

/// <summary>The names of the members of a JSON object, those of inner objects with dots; as far as the text goes.</summary>
internal static class JsonMemberNames
{
    private const int MaxNames = 200;

    public static IReadOnlyList<string> Of(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), isFinalBlock: false, default);
        var names = new List<string>();
        var path = new Stack<string>();
        var name = "";
        try
        {
            while (names.Count < MaxNames && reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                    name = string.Concat(path.Reverse().Append(reader.GetString()!));
                else if (reader.TokenType == JsonTokenType.StartObject)
                    path.Push(path.Count == 0 ? "" : name[path.Sum(part => part.Length)..] + ".");
                else if (reader.TokenType == JsonTokenType.EndObject)
                    path.TryPop(out _);
                else if (!names.Contains(name) && reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.EndArray))
                    names.Add(name);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return names; // what was read until there
        }

        return names;
    }
}
