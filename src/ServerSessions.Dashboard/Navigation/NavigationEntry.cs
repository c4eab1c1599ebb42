using ServerSessions.Dashboard.Hosting;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Navigation;

/// <summary>A page of the navigation.</summary>
/// <param name="Section">The <see cref="View.Section"/> of the pages under which it is marked.</param>
/// <param name="Label">Name of the page.</param>
/// <param name="Link">Its address; null where the caller has no such page.</param>
internal sealed record NavigationEntry(string Section, string Label, Func<PageLinks, string?> Link)
{
    /// <summary>Whether the caller may open it; everyone by default.</summary>
    public Func<SessionAdminAccess, bool> IsOpen { get; init; } = static _ => true;

    public bool IsShown(PageLinks links, SessionAdminAccess access) => Link(links) is not null && IsOpen(access);
}
