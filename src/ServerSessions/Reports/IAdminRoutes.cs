using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports;

/// <summary>Further routes below the admin pattern, of a package that adds to the reports. Their roles are in <see cref="Roles.AdminDoors"/>.</summary>
internal interface IAdminRoutes
{
    /// <summary>Maps them into the admin group, which protects them.</summary>
    void Map(RouteGroupBuilder group);
}
