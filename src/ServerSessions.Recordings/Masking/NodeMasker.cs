using System.Text.Json;

namespace ServerSessions.Recordings.Masking;

/// <summary>Writes a node of a snapshot, and all below it, with nothing but what a recording may have.</summary>
internal sealed class NodeMasker(Utf8JsonWriter to, PageNodes nodes)
{
    private const int Document = 0;
    private const int DocumentType = 1;
    private const int Element = 2;
    private const int Text = 3;
    private const string Html = "html";
    private const string Style = "style";

    /// <summary>Writes the node; returns false, and writes nothing, when it is of no kind that a recording has.</summary>
    /// <param name="node">The node as the browser sent it.</param>
    /// <param name="isShown">Whether it is inside an element that is un-masked.</param>
    /// <param name="isInStyle">Whether it is inside an element with a style sheet.</param>
    public bool Write(JsonElement node, bool isShown, bool isInStyle)
    {
        if (node.ValueKind != JsonValueKind.Object || !Member.TryId(node, "id", out var id) || !Member.TryNumber(node, "type", out var type))
            return false;
        switch ((int)type)
        {
            case Document:
                Begin(id, Document);
                if (Member.Text(node, "compatMode") is "BackCompat")
                    to.WriteString("compatMode", "BackCompat");
                WriteChildren(node, isShown, isInStyle: false);
                to.WriteEndObject();
                return true;
            case DocumentType:
                Begin(id, DocumentType);
                to.WriteString("name", Html);
                to.WriteString("publicId", "");
                to.WriteString("systemId", "");
                to.WriteEndObject();
                return true;
            case Element:
                WriteElement(node, id, isShown);
                return true;
            case Text:
                WriteText(node, id, isShown, isInStyle);
                return true;
            default:
                return false;
        }
    }

    private void WriteElement(JsonElement node, int id, bool isShown)
    {
        var name = ElementRules.NameOf(Member.Text(node, "tagName") ?? "");
        var isPlaceholder = name == ElementRules.Placeholder;
        node.TryGetProperty("attributes", out var attributes);
        isShown = !isPlaceholder && (isShown || Has(attributes, ElementRules.Show)) && !ElementRules.HidesText(name) && !Has(attributes, "contenteditable");
        if (isShown)
            nodes.AddShown(id);
        if (name is Style or "link")
            nodes.AddStyle(id);
        Begin(id, Element);
        to.WriteString("tagName", name);
        to.WriteStartObject("attributes");
        if (isPlaceholder)
            to.WriteString("hidden", "");
        else
            AttributeMasker.Write(to, attributes, name);
        to.WriteEndObject();
        foreach (var flag in (ReadOnlySpan<string>)["isSVG", "isShadow", "isShadowHost", "needBlock"])
            if (node.TryGetProperty(flag, out var value) && value.ValueKind == JsonValueKind.True)
                to.WriteBoolean(flag, true);
        WriteChildren(isPlaceholder ? default : node, isShown, name == Style);
        to.WriteEndObject();
    }

    private void WriteText(JsonElement node, int id, bool isShown, bool isInStyle)
    {
        if (isInStyle)
            nodes.AddStyle(id);
        else if (isShown)
            nodes.AddShown(id);
        Begin(id, Text);
        to.WriteString("textContent", TextMask.Of(Member.Text(node, "textContent") ?? "", isShown, isInStyle));
        if (isInStyle)
            to.WriteBoolean("isStyle", true);
        to.WriteEndObject();
    }

    private void WriteChildren(JsonElement node, bool isShown, bool isInStyle)
    {
        to.WriteStartArray("childNodes");
        if (node.ValueKind == JsonValueKind.Object && node.TryGetProperty("childNodes", out var children) && children.ValueKind == JsonValueKind.Array)
            foreach (var child in children.EnumerateArray())
                Write(child, isShown, isInStyle);
        to.WriteEndArray();
    }

    private void Begin(int id, int type)
    {
        to.WriteStartObject();
        to.WriteNumber("type", type);
        to.WriteNumber("id", id);
    }

    private static bool Has(JsonElement attributes, string name) =>
        attributes.ValueKind == JsonValueKind.Object && attributes.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
        && !(name == "contenteditable" && value.ValueEquals("false"));
}
