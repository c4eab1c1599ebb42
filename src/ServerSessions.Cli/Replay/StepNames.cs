using System.Runtime.InteropServices;
using ServerSessions.Cli.Logs;
using ServerSessions.Model;

namespace ServerSessions.Cli.Replay;

/// <summary>The step that a line is: method and template, or without templates method and path; each text is made once.</summary>
internal sealed class StepNames(LogTexts texts, RouteLookup? routes)
{
    private readonly Dictionary<ulong, string> _byPath = [];
    private readonly List<string> _unmatched = [];

    /// <summary>
    /// What distinguishes two requests of one step, as in capture: the values of the route, where its template has any, and the query. The texts' own numbers
    /// replace the keyed hashes; 0 when there is nothing.
    /// </summary>
    public ulong Parameters(in LogRecord record)
    {
        var query = (ulong)(record.Query + 1);
        return routes is not null && routes.Find(record) is >= 0 and var route && routes.Table.HasParameters(route)
            ? OrderedHash.Of((ulong)record.Path + 1, query)
            : query;
    }

    public string Of(in LogRecord record, out bool isUnmatched)
    {
        var route = routes?.Find(record);
        isUnmatched = route is { } found ? found == RouteTable.Unmatched : record.Status == 404;
        if (isUnmatched)
            return Unmatched(record.Method);
        if (route is { } matched)
            return routes!.Table.Name(matched);
        ref var name = ref CollectionsMarshal.GetValueRefOrAddDefault(_byPath, ((ulong)record.Method << 32) | (uint)record.Path, out _);
        return name ??= $"{texts.Methods.Text(record.Method)} {texts.Paths.Text(record.Path)}";
    }

    private string Unmatched(int method)
    {
        while (_unmatched.Count <= method)
            _unmatched.Add($"{texts.Methods.Text(_unmatched.Count)} (unmatched)");
        return _unmatched[method];
    }
}
