using System.Runtime.InteropServices;
using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Replay;

/// <summary>The route of a record; each method and path is matched once.</summary>
internal sealed class RouteLookup(RouteTable table, LogTexts texts)
{
    private readonly Dictionary<ulong, int> _known = [];

    public RouteTable Table => table;

    /// <summary>Number of the route in the table, or <see cref="RouteTable.Unmatched"/>.</summary>
    public int Find(in LogRecord record)
    {
        ref var route = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, ((ulong)record.Method << 32) | (uint)record.Path, out var known);
        if (!known)
            route = table.Match(texts.Methods.Text(record.Method), texts.Paths.Text(record.Path));
        return route;
    }
}
