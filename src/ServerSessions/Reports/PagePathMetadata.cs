using System.Globalization;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports;

/// <summary>The path below the admin prefix that an endpoint answers, with its route parameter in braces.</summary>
internal sealed record PagePathMetadata(string Path)
{
    public string For(RouteValueDictionary values)
    {
        if (Path.IndexOf('{', StringComparison.Ordinal) is var start && start < 0)
            return Path;
        var end = Path.IndexOf('}', start);
        return string.Concat(Path.AsSpan(0, start), Convert.ToString(values[Path[(start + 1)..end]], CultureInfo.InvariantCulture), Path.AsSpan(end + 1));
    }
}
