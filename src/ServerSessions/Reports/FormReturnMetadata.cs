using System.Globalization;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports;

/// <summary>The page, relative to the endpoint, that people return to after a form; with <c>{id}</c> for the id.</summary>
internal sealed record FormReturnMetadata(string Back)
{
    public string For(RouteValueDictionary values) =>
        Back.Replace("{id}", Uri.EscapeDataString(Convert.ToString(values["id"], CultureInfo.InvariantCulture) ?? ""), StringComparison.Ordinal);
}
