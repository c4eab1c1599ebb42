using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Insights;
using ServerSessions.Person.Pages;
using ServerSessions.Reports.Personal;

namespace ServerSessions.Person.Devices;

/// <summary>The page of a person's devices.</summary>
internal static class DevicePage
{
    public static IResult Of(HttpContext context, PersonDevices devices)
    {
        var zone = context.RequestServices.GetRequiredService<InsightSettings>().Zone;
        var forms = FormWriter.Of(context);
        return new PersonPage("Your devices", "sessions", (html, root) =>
        {
            html.Element("p", "Browsers and apps in which you signed in. Sign out those that you do not know, then change your password.");
            html.Element("ul", ["class", "devices"], ul =>
            {
                foreach (var device in devices.Items)
                    ul.Element("li", li => Device(li, root, device, zone, forms));
            });
            if (!devices.IsComplete)
                html.Element("p", "You have more sessions than this page reads; devices that you have not used for a long time may be missing. The sign-out of all other devices includes them.", "class", "muted");
            if (devices.Items.Any(d => !d.IsThis))
                html.Element("section", section =>
                {
                    section.Element("h2", "Sign out everywhere else");
                    section.Element("p", "Ends every sign-in but this one, from the next request on, also on devices that are not listed.");
                    forms.Button(section, root + "sessions/sign-out-others", "Sign out all others", null);
                });
            if (devices.NotSignedOut.Count > 0)
                html.Element("p", $"A sign-out does not end access by: {string.Join(", ", devices.NotSignedOut)}. Such credentials carry no time of sign-in; revoke them where you got them.", "class", "note");
        });
    }

    private static void Device(HtmlWriter html, string root, PersonDevice device, TimeZoneInfo zone, FormWriter forms)
    {
        html.Element("div", text =>
        {
            text.Element("strong", device.Client ?? "Unknown client");
            if (device.IsThis)
                text.Element("span", "this device", "class", "badge");
            text.Element("p", $"{(device.Country is { } country ? country + ", " : "")}{Words.Count(device.Sessions, "session", "sessions")}, first seen {Words.Moment(device.FirstSeen, zone)}, "
                + $"last seen {Words.Moment(device.LastSeen, zone)}{(device is { IsOpen: true, SignedOutAt: null } ? ", active" : "")}", "class", "muted");
        });
        if (device.SignedOutAt is { } at)
            html.Element("span", $"signed out {Words.Moment(at, zone)}", "class", "muted");
        else if (device.IsThis)
            return;
        else if (device.CanSignOut)
            forms.Button(html, $"{root}sessions/{Uri.EscapeDataString(device.Id)}/sign-out", "Sign out", $"Sign out {device.Client ?? "the unknown client"}, last seen {Words.Moment(device.LastSeen, zone)}");
        else
            html.Element("span", "cannot be signed out by itself", "class", "muted");
    }
}
