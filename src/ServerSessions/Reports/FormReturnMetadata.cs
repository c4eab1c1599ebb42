using System.Globalization;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports;

/// <summary>The page, relative to the endpoint, that people return to after a form.</summary>
internal sealed class FormReturnMetadata(Func<RouteValueDictionary, string> back)
{
    /// <param name="back">The page, with route parameters in braces.</param>
    public FormReturnMetadata(string back)
        : this(values => values.Aggregate(back, (path, value) => path.Replace($"{{{value.Key}}}", Escaped(value.Value), StringComparison.Ordinal)))
    {
    }

    public string For(RouteValueDictionary values) => back(values);

    private static string Escaped(object? value) => Uri.EscapeDataString(RouteText.Of(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
}
