using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using ServerSessions.Capture.Identity;
using ServerSessions.Privacy;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Stamps a sign-in's ticket with the random id of its authenticated session, the time, and a short hash of the two with the user. The stamp goes into
/// a copy: an application may hand over the same properties for every sign-in.
/// </summary>
internal sealed class TicketStamps(Pseudonymizer pseudonyms, TimeProvider time)
{
    /// <summary>Where a ticket says which user its stamp was made for.</summary>
    public const string UserItem = ".ss.for";

    /// <summary>Where a ticket that a form of another site made says which key this form had.</summary>
    public const string FormItem = ".ss.form";

    // The page that follows the form at once; a ticket lasts for days.
    private static readonly TimeSpan FormIsNews = TimeSpan.FromMinutes(1);

    /// <summary>The properties with a stamp: the one that they have where it is this user's (a renewed ticket is the same session), else a new one.</summary>
    /// <param name="principal">The user who is signed in.</param>
    /// <param name="properties">The properties that the application gives; null for none.</param>
    /// <param name="form">Key of the form of another site that signs in; none for most.</param>
    public AuthenticationProperties Stamped(ClaimsPrincipal principal, AuthenticationProperties? properties, Pseudonym form = default)
    {
        var copy = properties?.Clone() ?? new AuthenticationProperties();
        var user = Principals.Id(principal);
        if (copy.Items.TryGetValue(VisitorIdentifier.TicketItem, out var kept) && kept is not null
            && copy.Items.TryGetValue(UserItem, out var madeFor) && madeFor == Mark(kept, user))
            return copy;
        var name = pseudonyms.NewTicket();
        copy.Items[VisitorIdentifier.TicketItem] = name;
        copy.Items[UserItem] = Mark(name, user);
        copy.Items[VisitKeys.TimeItem] = time.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture);
        if (form.IsNone)
            copy.Items.Remove(FormItem);
        else
            copy.Items[FormItem] = form.ToString();
        return copy;
    }

    /// <summary>Key of the form of another site that made the ticket moments ago; none for most.</summary>
    public Pseudonym FormOf(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(FormItem, out var form) && Pseudonym.TryParse(form, out var key)
        && properties.Items.TryGetValue(VisitKeys.TimeItem, out var stamped) && long.TryParse(stamped, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && time.GetUtcNow().UtcTicks - ticks <= FormIsNews.Ticks
            ? key
            : default;

    // The ticket's random id is in it, so it names no user to a reader of two tickets.
    private string Mark(string ticket, UserName? user)
    {
        var text = user is { } known ? pseudonyms.Local(known).Text : "";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{ticket}\n{text}")).AsSpan(0, 16));
    }
}
