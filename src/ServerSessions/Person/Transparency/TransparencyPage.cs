using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerSessions.Person.Pages;

namespace ServerSessions.Person.Transparency;

/// <summary>The document as a plain page.</summary>
internal static class TransparencyPage
{
    private const string NotStated = "not stated by the operator";

    public static IResult Of(TransparencyDocument document) => new PersonPage("What is tracked here", "transparency", (html, _) =>
    {
        Text(html, "Responsible", document.Controller ?? NotStated);
        Text(html, "Contact", document.Contact ?? NotStated);
        Table(html, "Purposes", ["Purpose", "What for", "Consent", "Legal basis"], document.Purposes, p => [$"{p.Purpose}", p.Why, Word(p.Mode), p.LegalBasis ?? NotStated]);
        Table(html, "What is collected", ["What", "What for", "How long"], document.Collected, i => [i.What, i.Why, i.HowLong]);
        Table(html, "What is kept for security alone", ["What", "What for", "How long"], document.ForSecurity, i => [i.What, i.Why, i.HowLong]);
        Table(html, "Cookies", ["Name", "What for", "How long"], document.Cookies, c => [c.Name, c.Why, c.HowLong]);
        Table(html, "Recipients", ["Recipient"], document.Recipients, r => [r]);
        Table(html, "What it has been used to improve", ["Release or experiment", "What became better", "Since"], document.UsedFor,
            u => [u.Name, u.What, u.Since?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""]);
        Table(html, "Rules that decide about a person", ["Rule", "What it detects", "What happens", "How long"], document.Rules, r => [r.Id, r.Detects, $"{r.Response}", r.HowLong]);
        Text(html, "How to object to such a decision", document.Objection ?? NotStated);
        if (document.Conditions.Count > 0)
            Table(html, "Conditions of the exemptions for audience measurement", ["Condition", "Source", "Setting", "Met"], document.Conditions,
                c => [c.Condition, c.Source, c.Setting, c.IsMet ? "yes" : "no"]);
        html.Element("p", document.Notice, "class", "note");
    });

    private static string Word(ConsentMode mode) => mode switch
    {
        ConsentMode.OptIn => "needed",
        ConsentMode.OptOut => "can be refused",
        _ => "not needed",
    };

    private static void Text(HtmlWriter html, string heading, string text) => html.Element("section", section => section.Element("h2", heading).Element("p", text));

    private static void Table<T>(HtmlWriter html, string heading, string[] heads, IReadOnlyCollection<T> rows, Func<T, string[]> cells)
    {
        if (rows.Count == 0)
            Text(html, heading, "None.");
        else
            html.Element("section", section => TableWriter.Write(section.Element("h2", heading), heading, heads, rows, cells));
    }
}
