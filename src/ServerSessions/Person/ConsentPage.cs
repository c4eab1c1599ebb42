using Microsoft.AspNetCore.Http;
using ServerSessions.Person.Pages;
using ServerSessions.Person.Transparency;

namespace ServerSessions.Person;

/// <summary>The page on which a visitor sees and changes what they have decided, without a script.</summary>
internal static class ConsentPage
{
    public static IResult Of(HttpContext context, ConsentState state)
    {
        var forms = FormWriter.Of(context);
        var (self, action) = (Self(context), Action(context));
        return new PersonPage("Your choice", "consent", (html, _) =>
        {
            if (state.RefusedByBrowser)
                html.Element("p", "Your browser asks not to be tracked (Sec-GPC or DNT). Everything but security is refused, whatever is chosen here.", "class", "note");
            forms.Write(html, action, form =>
            {
                form.Void("input", "type", "hidden", "name", "returnUrl", "value", self);
                foreach (var purpose in state.Purposes)
                {
                    // What holds without being decided stays as it is when the others are saved.
                    var isTicked = purpose.Decision == "granted" || (purpose.Decision == "undecided" && purpose.Holds);
                    form.Element("p", line => line
                        .Element("label", label => label
                            .Void("input", "type", "checkbox", "name", "purpose", "value", Name(purpose), "checked", isTicked ? "" : null)
                            .Text($" {purpose.Purpose}: {purpose.Decision}, {(purpose.Holds ? "used" : "not used")} for this visit"))
                        .Element("span", Meaning(purpose.Purpose), "class", "meaning"));
                }

                form.Element("p", ["class", "line"], line => line
                    .Element("button", "Save", "type", "submit", "name", "decision", "value", "choose")
                    .Element("button", "Refuse all", "type", "submit", "name", "decision", "value", "refuse")
                    .Element("button", "Accept all", "type", "submit", "name", "decision", "value", "all"));
            });
            html.Element("p", ["class", "muted"], p =>
            {
                p.Text($"Version of this text: {state.TextVersion}.");
                if (TransparencyEndpoints.Find(context) is { } transparency)
                    p.Text(" ").Element("a", "What is tracked, why, and for how long", "href", transparency);
            });
        });
    }

    /// <summary>A decision holds, and no proof of it is kept.</summary>
    public static IResult Unproven(string back) => new PersonPage("Your choice holds", "consent", (html, _) => html
        .Element("p", "It is kept in a cookie of your browser and holds from now on. A proof of it is not kept here, because there were too many decisions.", "role", "status")
        .Element("p", p => p.Element("a", "Back", "href", back)));

    private static string Meaning(TrackingPurposes purpose) => purpose switch
    {
        TrackingPurposes.Analytics => "Which pages are opened, in which order and for how long, to see where people have trouble.",
        TrackingPurposes.Personalization => "What you did here before, to remind you of what is unfinished and to show you tips.",
        _ => "What happens in the page in your browser, to be played back. What you type is left out.",
    };

    private static string Name(PurposeState purpose) => purpose.Purpose.ToString().ToLowerInvariant();

    private static string Self(HttpContext context) => $"{context.Request.PathBase}{context.Request.Path}";

    // Relative, so that it holds behind a path base that only a proxy has.
    private static string Action(HttpContext context) => "./" + Uri.EscapeDataString(context.Request.Path.Value is { } path ? path[(path.LastIndexOf('/') + 1)..] : "");
}
