using System.Globalization;
using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Replay;

/// <summary>How the clients of a log were distinguished, where its lines leave that open.</summary>
internal static class LogNotes
{
    private const int ShownLength = 400;

    public static IEnumerable<string> Of(AccessLog log)
    {
        foreach (var note in log.Notes)
            yield return ShownText.Of(note, ShownLength);
        if (log.Connections > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{log.Connections:#,0} of {log.Records.Count:#,0} requests have no address of a client: each connection counts as a visitor, which splits visitors that reconnect and joins those behind a proxy. ")
                + "Log the client's address and name it with --map ip=NAME, or name a member that distinguishes visitors with --map session=NAME.";
    }
}
