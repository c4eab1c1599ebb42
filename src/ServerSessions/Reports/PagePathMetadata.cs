using System.Globalization;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports;

/// <summary>The path below the admin prefix that an endpoint answers, with <c>{id}</c> for the id.</summary>
internal sealed record PagePathMetadata(string Path)
{
    public string For(RouteValueDictionary values) =>
        Path.Replace("{id}", Convert.ToString(values["id"], CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
