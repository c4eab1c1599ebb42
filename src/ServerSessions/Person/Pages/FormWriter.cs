using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Person.Pages;

/// <summary>Writes forms with the application's antiforgery token.</summary>
internal sealed class FormWriter
{
    private readonly string? _field;
    private readonly string? _token;

    private FormWriter(string? field, string? token) => (_field, _token) = (field, token);

    /// <summary>The token of a request; none where the application has no antiforgery, so that only the browser's Sec-Fetch-Site or Origin is checked.</summary>
    public static FormWriter Of(HttpContext context) =>
        context.RequestServices.GetService<IAntiforgery>()?.GetAndStoreTokens(context) is { RequestToken: { } token } tokens ? new(tokens.FormFieldName, token) : new(null, null);

    /// <param name="html">Where to.</param>
    /// <param name="action">The address that it is posted to.</param>
    /// <param name="content">Writes the fields.</param>
    /// <param name="style">The class of the form; null for none.</param>
    public void Write(HtmlWriter html, string action, Action<HtmlWriter> content, string? style = null) =>
        html.Element("form", ["method", "post", "action", action, "class", style], form =>
        {
            if (_field is not null)
                form.Void("input", "type", "hidden", "name", _field, "value", _token);
            content(form);
        });

    /// <summary>A form of one button, with hidden values: name, value, name, value.</summary>
    public void Button(HtmlWriter html, string action, string text, string? label, params string[] values) => Write(html, action, form =>
    {
        for (var i = 0; i + 1 < values.Length; i += 2)
            form.Void("input", "type", "hidden", "name", values[i], "value", values[i + 1]);
        form.Element("button", text, "type", "submit", "aria-label", label);
    });
}
