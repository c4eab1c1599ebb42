namespace ServerSessions.Reports;

/// <summary>Reads ids from paths. ASP.NET Core leaves an encoded slash encoded, and ids of users can have one ("https://idp.example/7").</summary>
internal static class RouteText
{
    public static string Of(string value) => value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
