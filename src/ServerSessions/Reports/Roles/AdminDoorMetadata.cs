namespace ServerSessions.Reports.Roles;

/// <summary>The area of a route of the admin group.</summary>
internal sealed record AdminDoorMetadata(AdminArea Area)
{
    /// <summary>Whether <see cref="AdminDoors"/> lists the route.</summary>
    public bool IsListed { get; init; }
}
