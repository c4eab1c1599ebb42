using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace ServerSessions.Person.Transparency;

/// <summary>The document as a plain page: no script, every text encoded.</summary>
internal static class TransparencyPage
{
    private const string NotStated = "not stated by the operator";

    /// <param name="document">The document.</param>
    /// <param name="style">The style sheet, relative to the page.</param>
    public static string Of(TransparencyDocument document, string style)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>What is tracked here</title><link rel=\"stylesheet\" href=\"");
        Encode(page, style);
        page.Append("\"></head>\n<body><main><h1>What is tracked here</h1>\n");
        Text(page, "Responsible", document.Controller ?? NotStated);
        Text(page, "Contact", document.Contact ?? NotStated);
        Table(page, "Purposes", ["Purpose", "What for", "Consent", "Legal basis"], document.Purposes.Select(p => (string[])[$"{p.Purpose}", p.Why, Word(p.Mode), p.LegalBasis ?? NotStated]));
        Table(page, "What is collected", ["What", "What for", "How long"], document.Collected.Select(i => (string[])[i.What, i.Why, i.HowLong]));
        Table(page, "What is kept for security alone", ["What", "What for", "How long"], document.ForSecurity.Select(i => (string[])[i.What, i.Why, i.HowLong]));
        Table(page, "Cookies", ["Name", "What for", "How long"], document.Cookies.Select(c => (string[])[c.Name, c.Why, c.HowLong]));
        Table(page, "Who sees it", ["Who"], document.Recipients.Select(r => (string[])[r]));
        Table(page, "What it has been used to improve", ["Release or experiment", "What became better", "Since"],
            document.UsedFor.Select(u => (string[])[u.Name, u.What, u.Since?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""]));
        Table(page, "Rules that decide about a person", ["Rule", "What it detects", "What happens", "How long"], document.Rules.Select(r => (string[])[r.Id, r.Detects, $"{r.Response}", r.HowLong]));
        Text(page, "How to object to such a decision", document.Objection ?? NotStated);
        if (document.Conditions.Count > 0)
            Table(page, "Conditions of the exemptions for audience measurement", ["Condition", "Source", "Setting", "Met"], document.Conditions.Select(c => (string[])[c.Condition, c.Source, c.Setting, c.IsMet ? "yes" : "no"]));
        page.Append("<p>");
        Encode(page, document.Notice);
        return page.Append("</p></main></body></html>\n").ToString();
    }

    private static string Word(ConsentMode mode) => mode switch
    {
        ConsentMode.OptIn => "needed",
        ConsentMode.OptOut => "can be refused",
        _ => "not needed",
    };

    private static void Text(StringBuilder page, string heading, string text)
    {
        page.Append("<section><h2>");
        Encode(page, heading);
        page.Append("</h2><p>");
        Encode(page, text);
        page.Append("</p></section>\n");
    }

    private static void Table(StringBuilder page, string heading, string[] columns, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            Text(page, heading, "None.");
            return;
        }

        page.Append("<section><h2>");
        Encode(page, heading);
        page.Append("</h2>\n<table><thead><tr>");
        foreach (var column in columns)
            Cell(page, "th scope=\"col\"", "th", column);
        page.Append("</tr></thead><tbody>\n");
        foreach (var row in all)
        {
            page.Append("<tr>");
            foreach (var cell in row)
                Cell(page, "td", "td", cell);
            page.Append("</tr>\n");
        }

        page.Append("</tbody></table></section>\n");
    }

    private static void Cell(StringBuilder page, string open, string close, string text)
    {
        page.Append('<').Append(open).Append('>');
        Encode(page, text);
        page.Append("</").Append(close).Append('>');
    }

    private static void Encode(StringBuilder page, string text) => page.Append(HtmlEncoder.Default.Encode(text));
}
