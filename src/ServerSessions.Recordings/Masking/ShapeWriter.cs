using System.Text.Json;

namespace ServerSessions.Recordings.Masking;

/// <summary>Writes the members of an object that its shape has, each masked as its kind says.</summary>
internal sealed class ShapeWriter(Utf8JsonWriter to, PageNodes nodes)
{
    private const int MaxIndexes = 1_000;

    public void WriteMembers(JsonElement of, Shape[] members)
    {
        foreach (var member in members)
            if (of.TryGetProperty(member.Name, out var value))
                Write(member, value, of);
    }

    private void Write(Shape member, JsonElement value, JsonElement beside)
    {
        switch (member.Kind, value.ValueKind)
        {
            case (ShapeKind.Number, JsonValueKind.Number) when Member.TryNumber(value, out var number):
                to.WriteNumber(member.Name, number);
                break;
            case (ShapeKind.Id, JsonValueKind.Null):
                to.WriteNull(member.Name);
                break;
            case (ShapeKind.Id, JsonValueKind.Number) when Member.TryId(beside, member.Name, out var id):
                to.WriteNumber(member.Name, id);
                break;
            case (ShapeKind.Boolean, JsonValueKind.True or JsonValueKind.False):
                to.WriteBoolean(member.Name, value.GetBoolean());
                break;
            case (ShapeKind.Index, JsonValueKind.Number) when Member.TryNumber(value, out var place):
                to.WriteNumber(member.Name, place);
                break;
            case (ShapeKind.Index, JsonValueKind.Array):
                WriteIndexes(member.Name, value);
                break;
            case (ShapeKind.Field, JsonValueKind.String):
                to.WriteString(member.Name, TextMask.Field(value.GetString()!));
                break;
            case (ShapeKind.Text, JsonValueKind.String):
                WriteText(member.Name, value.GetString()!, beside);
                break;
            case (ShapeKind.Css, JsonValueKind.String):
                to.WriteString(member.Name, CssFilter.StyleSheet(value.GetString()!));
                break;
            case (ShapeKind.Attributes, JsonValueKind.Object):
                Member.TryId(beside, "id", out var changed);
                to.WriteStartObject(member.Name);
                AttributeMasker.Write(to, value, nodes.IsStyle(changed) ? "style" : null);
                to.WriteEndObject();
                break;
            case (ShapeKind.Declaration, JsonValueKind.Object):
                WriteDeclaration(member.Name, value);
                break;
            case (ShapeKind.Object, JsonValueKind.Object):
                to.WriteStartObject(member.Name);
                WriteMembers(value, member.Members);
                to.WriteEndObject();
                break;
            case (ShapeKind.List, JsonValueKind.Array):
                WriteList(member, value);
                break;
        }
    }

    private void WriteList(Shape member, JsonElement list)
    {
        to.WriteStartArray(member.Name);
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || (Array.Find(member.Members, m => m.Kind == ShapeKind.Node) is { } node && !IsKnown(item, node.Name)))
                continue;
            to.WriteStartObject();
            WriteMembers(item, member.Members);
            if (Array.Find(member.Members, m => m.Kind == ShapeKind.Node) is { } added)
                WriteNode(added.Name, item);
            to.WriteEndObject();
        }

        to.WriteEndArray();
    }

    private void WriteNode(string name, JsonElement of)
    {
        to.WritePropertyName(name);
        Member.TryId(of, "parentId", out var parent);
        new NodeMasker(to, nodes).Write(of.GetProperty(name), nodes.IsShown(parent), nodes.IsStyle(parent));
    }

    private void WriteText(string name, string text, JsonElement beside)
    {
        Member.TryId(beside, "id", out var id);
        to.WriteString(name, TextMask.Of(text, nodes.IsShown(id), nodes.IsStyle(id)));
    }

    private void WriteIndexes(string name, JsonElement list)
    {
        to.WriteStartArray(name);
        foreach (var item in list.EnumerateArray().Take(MaxIndexes))
            if (Member.TryNumber(item, out var number))
                to.WriteNumberValue(number);
        to.WriteEndArray();
    }

    private void WriteDeclaration(string name, JsonElement declaration)
    {
        to.WriteStartObject(name);
        if (Member.Text(declaration, "property") is { } property && AttributeMasker.IsName(property))
        {
            to.WriteString("property", property);
            if (Member.Text(declaration, "value") is { } value)
                to.WriteString("value", CssFilter.Value(property, value));
            if (Member.Text(declaration, "priority") == "important")
                to.WriteString("priority", "important");
        }

        to.WriteEndObject();
    }

    // What the masker writes: a node of a type that a recording has.
    private static bool IsKnown(JsonElement item, string name) =>
        item.TryGetProperty(name, out var node) && Member.TryId(node, "id", out _) && Member.TryNumber(node, "type", out var type) && (int)type is >= 0 and <= 3;
}
