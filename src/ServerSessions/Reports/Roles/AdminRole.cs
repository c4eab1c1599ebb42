namespace ServerSessions.Reports.Roles;

/// <summary>Roles of the people that use the admin endpoints; one person may have several.</summary>
[Flags]
internal enum AdminRole
{
    None = 0,
    Viewer = 1,
    Support = 2,
    Product = 4,
    Security = 8,
    Administrator = 16,
    All = Viewer | Support | Product | Security | Administrator,
}
