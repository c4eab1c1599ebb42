using ServerSessions.Dashboard.Hosting;

namespace ServerSessions.Dashboard.Navigation;

/// <summary>A page of the navigation.</summary>
/// <param name="Section">The <see cref="View.Section"/> of the pages under which it is marked.</param>
/// <param name="Label">Name of the page.</param>
/// <param name="Link">Its address.</param>
internal sealed record NavigationPage(string Section, string Label, Func<PageLinks, string> Link);
