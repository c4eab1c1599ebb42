using System.Collections;
using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Replay;

/// <summary>The paths that the log shows to be answered with 2xx or 304 at any time: the site has them.</summary>
internal sealed class ServedPaths
{
    private readonly BitArray _served;

    public ServedPaths(AccessLog log)
    {
        _served = new BitArray(log.Texts.Paths.Count);
        foreach (var record in log.Records.InOrder())
            if (record.Status is (>= 200 and < 300) or 304)
                _served[record.Path] = true;
    }

    public bool Include(int path) => _served[path];
}
