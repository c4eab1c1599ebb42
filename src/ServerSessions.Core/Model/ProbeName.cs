namespace ServerSessions.Model;

/// <summary>Names of probes: a path of the list, a bare file ending ("*.php"), or the content of a query ("SQL in query").</summary>
internal static class ProbeName
{
    private const string Query = " in query";

    public static string OfQuery(string what) => what + Query;

    /// <summary>Whether the query is the probe, whatever the path.</summary>
    public static bool IsOfQuery(string name) => name.EndsWith(Query, StringComparison.Ordinal);
}
