namespace ServerSessions.Dashboard.Navigation;

/// <summary>A group of pages, shown under one name. The link of the group leads to its first page.</summary>
/// <param name="Label">Name of the group.</param>
/// <param name="Pages">The pages, in the order in which they are shown.</param>
internal sealed record NavigationGroup(string Label, IReadOnlyList<NavigationEntry> Pages)
{
    public bool Has(string section) => Pages.Any(page => page.Section == section);
}
