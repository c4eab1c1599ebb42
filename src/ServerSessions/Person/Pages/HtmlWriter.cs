using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace ServerSessions.Person.Pages;

/// <summary>Writes the plain pages of this package. Every text and every attribute value is encoded; there is no way to write markup from data.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new("<!doctype html>\n");

    /// <summary>Opens an element, writes its content and closes it.</summary>
    /// <param name="name">Name of the element, a constant.</param>
    /// <param name="attributes">Name, value, name, value; an attribute whose value is null is left out.</param>
    /// <param name="content">Writes the content.</param>
    public HtmlWriter Element(string name, string?[] attributes, Action<HtmlWriter> content)
    {
        Start(name, attributes);
        content(this);
        _html.Append("</").Append(name).Append(">\n");
        return this;
    }

    public HtmlWriter Element(string name, Action<HtmlWriter> content) => Element(name, [], content);

    public HtmlWriter Element(string name, string text, params string?[] attributes)
    {
        Start(name, attributes);
        Text(text)._html.Append("</").Append(name).Append(">\n");
        return this;
    }

    /// <summary>An element without content: <c>input</c>, or a shape of SVG.</summary>
    public HtmlWriter Void(string name, params string?[] attributes)
    {
        Start(name, attributes);
        // In SVG an element without an end tag would contain what follows.
        _html.Insert(_html.Length - 1, '/');
        return this;
    }

    public HtmlWriter Text(string text)
    {
        _html.Append(HtmlEncoder.Default.Encode(text));
        return this;
    }

    public static string Number(double number) =>
        (double.IsFinite(number) ? Math.Round(number, 2) : 0).ToString("0.##", CultureInfo.InvariantCulture);

    public override string ToString() => _html.ToString();

    private void Start(string name, string?[] attributes)
    {
        _html.Append('<').Append(name);
        for (var i = 0; i + 1 < attributes.Length; i += 2)
            if (attributes[i + 1] is { } value)
                _html.Append(' ').Append(attributes[i]).Append("=\"").Append(HtmlEncoder.Default.Encode(value)).Append('"');
        _html.Append('>');
    }
}
